package metatextgrad.wire;

import static metatextgrad.events.PromptPhaseStage.ASKING;
import static metatextgrad.events.PromptPhaseStage.DONE;
import static metatextgrad.events.PromptPhaseStage.TRYING;

import metatextgrad.json.OptimizerJson;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.StructurePhase;

/** The structure phase, inside a run. */
final class CompositionWire {
    private CompositionWire() {}

    static metatextgrad.events.StructurePhase toAvro(StructurePhase structurePhase) {
        metatextgrad.events.StructurePhase.Builder state =
                metatextgrad.events.StructurePhase.newBuilder()
                        .setRound(structurePhase.round())
                        .setStart(RoundWire.toAvro(structurePhase.start()))
                        .setWon(Nullables.map(structurePhase.won(), RoundWire::toAvro))
                        .setSeen(structurePhase.seen())
                        .setEnds(structurePhase.ends().stream().map(RoundWire::toAvro).toList());
        return switch (structurePhase.doing()) {
            case StructurePhase.Doing.Asking asking ->
                    state.setPhase(ASKING)
                            .setAttempt(asking.attempt())
                            .setProblems(asking.complaints())
                            .build();
            case StructurePhase.Doing.Trying trying ->
                    state.setPhase(TRYING)
                            .setTrial(trying.trial().value())
                            .setSpec(OptimizerJson.write(trying.spec()))
                            .setParents(trying.parents())
                            .setAttempt(trying.repairs())
                            .build();
            case StructurePhase.Doing.Done done -> state.setPhase(DONE).build();
        };
    }

    static StructurePhase fromAvro(metatextgrad.events.StructurePhase state) {
        return new StructurePhase(
                state.getRound(),
                RoundWire.fromAvro(state.getStart()),
                Nullables.map(state.getWon(), RoundWire::fromAvro),
                state.getSeen(),
                state.getEnds().stream().map(RoundWire::fromAvro).toList(),
                doing(state));
    }

    private static StructurePhase.Doing doing(metatextgrad.events.StructurePhase state) {
        return switch (state.getPhase()) {
            case ASKING -> new StructurePhase.Doing.Asking(state.getAttempt(), state.getProblems());
            case TRYING ->
                    new StructurePhase.Doing.Trying(
                            new TrialId(state.getTrial()),
                            OptimizerJson.read(state.getSpec()),
                            state.getParents(),
                            state.getAttempt());
            case DONE -> new StructurePhase.Doing.Done();
            case DRAWING, UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }
}
