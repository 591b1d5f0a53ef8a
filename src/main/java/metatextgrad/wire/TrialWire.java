package metatextgrad.wire;

import static metatextgrad.events.TrialPhase.AWAITING_BATCH;
import static metatextgrad.events.TrialPhase.CRITICISING;
import static metatextgrad.events.TrialPhase.FINISHED;
import static metatextgrad.events.TrialPhase.PROPOSING;
import static metatextgrad.events.TrialPhase.REDUCING;
import static metatextgrad.events.TrialPhase.VALIDATING;

import java.util.List;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.StepMemory;
import metatextgrad.model.state.Trial;

/** What optimizer keeps of a trial. */
final class TrialWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            Trial.class,
                            metatextgrad.events.Trial.class,
                            TrialWire::toAvro,
                            TrialWire::fromAvro),
                    new WirePair<>(
                            StepMemory.class,
                            metatextgrad.events.StepMemory.class,
                            TrialWire::toAvro,
                            TrialWire::fromAvro));

    private TrialWire() {}

    static metatextgrad.events.Trial toAvro(Trial trial) {
        metatextgrad.events.Trial.Builder state =
                metatextgrad.events.Trial.newBuilder().setStep(trial.step());
        return switch (trial) {
            case Trial.AwaitingBatch t ->
                    state.setPhase(AWAITING_BATCH).setIncumbent(toAvro(t.incumbent())).build();
            case Trial.Criticising t ->
                    state.setPhase(CRITICISING)
                            .setIncumbent(toAvro(t.incumbent()))
                            .setClosing(t.closing())
                            .build();
            case Trial.Reducing t ->
                    state.setPhase(REDUCING).setIncumbent(toAvro(t.incumbent())).build();
            case Trial.Proposing t ->
                    state.setPhase(PROPOSING)
                            .setIncumbent(toAvro(t.incumbent()))
                            .setAttempt(t.attempt())
                            .setCutBytes(t.cutBytes())
                            .build();
            case Trial.Validating t ->
                    state.setPhase(VALIDATING)
                            .setIncumbent(toAvro(t.incumbent()))
                            .setCandidate(ProgramJson.write(t.candidate()))
                            .setCutBytes(t.cutBytes())
                            .setRequested(t.requested().stream().map(BatchWire::toAvro).toList())
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
                            state.getRequested().stream().map(BatchWire::fromAvro).toList(),
                            state.getClosing());
            case FINISHED -> new Trial.Finished(step);
            case UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }

    static metatextgrad.events.StepMemory toAvro(StepMemory memory) {
        return new metatextgrad.events.StepMemory(
                memory.step(), memory.values(), memory.feedback());
    }

    static StepMemory fromAvro(metatextgrad.events.StepMemory memory) {
        return new StepMemory(memory.getStep(), memory.getValues(), memory.getFeedback());
    }

    private static metatextgrad.events.Incumbent toAvro(Incumbent incumbent) {
        return new metatextgrad.events.Incumbent(
                ProgramJson.write(incumbent.program()), ScoreWire.toAvro(incumbent.stats()));
    }

    private static Incumbent incumbent(metatextgrad.events.Trial state) {
        metatextgrad.events.Incumbent incumbent = state.getIncumbent();
        return new Incumbent(
                ProgramJson.read(incumbent.getProgram()), ScoreWire.fromAvro(incumbent.getStats()));
    }
}
