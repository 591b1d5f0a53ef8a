package metatextgrad.wire;

import static java.util.Objects.requireNonNull;
import static metatextgrad.events.TrialPhase.AWAITING_BATCH;
import static metatextgrad.events.TrialPhase.CRITICISING;
import static metatextgrad.events.TrialPhase.FINISHED;
import static metatextgrad.events.TrialPhase.PROPOSING;
import static metatextgrad.events.TrialPhase.REDUCING;
import static metatextgrad.events.TrialPhase.VALIDATING;
import static metatextgrad.wire.RowMapper.MAPPER;

import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;

/** Maps the states of a trial to and from Avro. */
final class TrialWire {
    private TrialWire() {}

    static metatextgrad.events.Trial toAvro(Trial trial) {
        metatextgrad.events.Trial.Builder state =
                metatextgrad.events.Trial.newBuilder().setStep(trial.step());
        return switch (trial) {
            case Trial.AwaitingBatch t ->
                    state.setPhase(AWAITING_BATCH)
                            .setIncumbent(MAPPER.toAvro(t.incumbent()))
                            .build();
            case Trial.Criticising t ->
                    state.setPhase(CRITICISING)
                            .setIncumbent(MAPPER.toAvro(t.incumbent()))
                            .setClosing(t.closing())
                            .build();
            case Trial.Reducing t ->
                    state.setPhase(REDUCING).setIncumbent(MAPPER.toAvro(t.incumbent())).build();
            case Trial.Proposing t ->
                    state.setPhase(PROPOSING)
                            .setIncumbent(MAPPER.toAvro(t.incumbent()))
                            .setAttempt(t.attempt())
                            .setCutBytes(t.cutBytes())
                            .build();
            case Trial.Validating t ->
                    state.setPhase(VALIDATING)
                            .setIncumbent(MAPPER.toAvro(t.incumbent()))
                            .setCandidate(Json.write(t.candidate()))
                            .setCutBytes(t.cutBytes())
                            .setRequested(MAPPER.avroRanges(t.requested()))
                            .setClosing(t.closing())
                            .build();
            case Trial.Finished t -> state.setPhase(FINISHED).build();
        };
    }

    static Trial fromAvro(metatextgrad.events.Trial state) {
        int step = state.getStep();
        return switch (state.getPhase()) {
            case AWAITING_BATCH -> new Trial.AwaitingBatch(step, incumbent(state));
            case CRITICISING -> new Trial.Criticising(step, incumbent(state), state.getClosing());
            case REDUCING -> new Trial.Reducing(step, incumbent(state));
            case PROPOSING ->
                    new Trial.Proposing(
                            step, incumbent(state), state.getAttempt(), state.getCutBytes());
            case VALIDATING ->
                    new Trial.Validating(
                            step,
                            incumbent(state),
                            ProgramJson.read(state.getCandidate()),
                            state.getCutBytes(),
                            MAPPER.ranges(state.getRequested()),
                            state.getClosing());
            case FINISHED -> new Trial.Finished(step);
            case UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }

    private static Incumbent incumbent(metatextgrad.events.Trial state) {
        return MAPPER.fromAvro(requireNonNull(state.getIncumbent(), "incumbent is null"));
    }
}
