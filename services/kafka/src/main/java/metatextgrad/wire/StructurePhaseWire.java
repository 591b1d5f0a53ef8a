package metatextgrad.wire;

import static java.util.Objects.requireNonNull;
import static metatextgrad.events.PromptPhaseStage.DONE;
import static metatextgrad.events.PromptPhaseStage.REQUESTING;
import static metatextgrad.events.PromptPhaseStage.TRYING;
import static metatextgrad.wire.RowMapper.MAPPER;

import metatextgrad.json.Json;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.StructurePhase;

/** Maps the structure phase of a run to and from Avro. */
final class StructurePhaseWire {
    private StructurePhaseWire() {}

    static metatextgrad.events.StructurePhase toAvro(StructurePhase structurePhase) {
        metatextgrad.events.StructurePhase.Builder state =
                metatextgrad.events.StructurePhase.newBuilder()
                        .setRound(structurePhase.round())
                        .setStart(MAPPER.toAvro(structurePhase.start()))
                        .setWon(Nullables.map(structurePhase.won(), MAPPER::toAvro))
                        .setSeen(structurePhase.seen())
                        .setEnds(MAPPER.avroRounds(structurePhase.ends()));
        return switch (structurePhase.phaseState()) {
            case StructurePhase.PhaseState.Requesting requesting ->
                    state.setPhase(REQUESTING)
                            .setAttempt(requesting.attempt())
                            .setProblems(requesting.problems())
                            .build();
            case StructurePhase.PhaseState.Trying trying ->
                    state.setPhase(TRYING)
                            .setTrial(trying.trial().value())
                            .setSpec(Json.write(trying.spec()))
                            .setParents(trying.parents())
                            .setAttempt(trying.repairs())
                            .build();
            case StructurePhase.PhaseState.Done done -> state.setPhase(DONE).build();
        };
    }

    static StructurePhase fromAvro(metatextgrad.events.StructurePhase state) {
        return new StructurePhase(
                state.getRound(),
                MAPPER.fromAvro(requireNonNull(state.getStart(), "start is null")),
                Nullables.map(state.getWon(), MAPPER::fromAvro),
                state.getSeen(),
                MAPPER.rounds(state.getEnds()),
                phaseState(state));
    }

    private static StructurePhase.PhaseState phaseState(metatextgrad.events.StructurePhase state) {
        return switch (state.getPhase()) {
            case REQUESTING ->
                    new StructurePhase.PhaseState.Requesting(
                            state.getAttempt(), state.getProblems());
            case TRYING ->
                    new StructurePhase.PhaseState.Trying(
                            new TrialId(state.getTrial()),
                            Json.read(state.getSpec(), OptimizerSpec.class),
                            state.getParents(),
                            state.getAttempt());
            case DONE -> new StructurePhase.PhaseState.Done();
            case DRAWING, UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }
}
