package metatextgrad.wire;

import static java.util.Objects.requireNonNull;
import static metatextgrad.events.PromptPhaseStage.DONE;
import static metatextgrad.events.PromptPhaseStage.DRAWING;
import static metatextgrad.events.PromptPhaseStage.REQUESTING;
import static metatextgrad.events.PromptPhaseStage.TRYING;
import static metatextgrad.wire.RowMapper.MAPPER;

import metatextgrad.json.Json;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.PromptPhase;

/** Maps the prompt phase of one base optimizer to and from Avro. */
final class PromptPhaseWire {
    private PromptPhaseWire() {}

    static metatextgrad.events.PromptPhase toAvro(PromptPhase promptPhase) {
        metatextgrad.events.PromptPhase.Builder state =
                metatextgrad.events.PromptPhase.newBuilder()
                        .setOptimizer(promptPhase.optimizer())
                        .setRound(promptPhase.round())
                        .setBase(Nullables.map(promptPhase.base(), MAPPER::toAvro))
                        .setBest(Nullables.map(promptPhase.best(), MAPPER::toAvro))
                        .setEnds(MAPPER.avroRounds(promptPhase.ends()));
        return switch (promptPhase.phaseState()) {
            case PromptPhase.PhaseState.Trying trying ->
                    state.setPhase(TRYING)
                            .setTrial(trying.trial().value())
                            .setSpec(Json.write(trying.spec()))
                            .setParent(trying.parent())
                            .setDrawnTask(Nullables.map(trying.drawn(), TaskId::value))
                            .setAttempt(trying.repairs())
                            .build();
            case PromptPhase.PhaseState.Drawing drawing ->
                    state.setPhase(DRAWING).setTrial(drawing.trial().value()).build();
            case PromptPhase.PhaseState.Requesting requesting ->
                    state.setPhase(REQUESTING)
                            .setAttempt(requesting.attempt())
                            .setDrawn(MAPPER.toAvro(requesting.drawn()))
                            .setProblem(requesting.problem())
                            .build();
            case PromptPhase.PhaseState.Done done -> state.setPhase(DONE).build();
        };
    }

    static PromptPhase fromAvro(metatextgrad.events.PromptPhase state) {
        return new PromptPhase(
                state.getOptimizer(),
                state.getRound(),
                Nullables.map(state.getBase(), MAPPER::fromAvro),
                Nullables.map(state.getBest(), MAPPER::fromAvro),
                MAPPER.rounds(state.getEnds()),
                phaseState(state));
    }

    private static PromptPhase.PhaseState phaseState(metatextgrad.events.PromptPhase state) {
        return switch (state.getPhase()) {
            case TRYING ->
                    new PromptPhase.PhaseState.Trying(
                            new TrialId(state.getTrial()),
                            Json.read(state.getSpec(), OptimizerSpec.class),
                            state.getParent(),
                            Nullables.map(state.getDrawnTask(), TaskId::new),
                            state.getAttempt());
            case DRAWING -> new PromptPhase.PhaseState.Drawing(new TrialId(state.getTrial()));
            case REQUESTING ->
                    new PromptPhase.PhaseState.Requesting(
                            state.getAttempt(),
                            MAPPER.fromAvro(requireNonNull(state.getDrawn(), "drawn is null")),
                            state.getProblem());
            case DONE -> new PromptPhase.PhaseState.Done();
            case UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }
}
