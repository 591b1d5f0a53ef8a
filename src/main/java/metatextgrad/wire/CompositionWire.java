package metatextgrad.wire;

import static metatextgrad.events.LanePhase.ASKING;
import static metatextgrad.events.LanePhase.DONE;
import static metatextgrad.events.LanePhase.TRYING;

import metatextgrad.events.CompositionState;
import metatextgrad.json.OptimizerJson;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.Composition;

/** The structure phase, inside a run. */
final class CompositionWire {
    private CompositionWire() {}

    static CompositionState toAvro(Composition composition) {
        CompositionState.Builder state =
                CompositionState.newBuilder()
                        .setRound(composition.round())
                        .setStart(RoundWire.toAvro(composition.start()))
                        .setWon(Nullables.map(composition.won(), RoundWire::toAvro))
                        .setSeen(composition.seen())
                        .setEnds(composition.ends().stream().map(RoundWire::toAvro).toList());
        return switch (composition.doing()) {
            case Composition.Doing.Asking asking ->
                    state.setPhase(ASKING)
                            .setAttempt(asking.attempt())
                            .setComplaints(asking.complaints())
                            .build();
            case Composition.Doing.Trying trying ->
                    state.setPhase(TRYING)
                            .setTrial(trying.trial().value())
                            .setSpec(OptimizerJson.write(trying.spec()))
                            .setParents(trying.parents())
                            .setAttempt(trying.repairs())
                            .build();
            case Composition.Doing.Done done -> state.setPhase(DONE).build();
        };
    }

    static Composition fromAvro(CompositionState state) {
        return new Composition(
                state.getRound(),
                RoundWire.fromAvro(state.getStart()),
                Nullables.map(state.getWon(), RoundWire::fromAvro),
                state.getSeen(),
                state.getEnds().stream().map(RoundWire::fromAvro).toList(),
                doing(state));
    }

    private static Composition.Doing doing(CompositionState state) {
        return switch (state.getPhase()) {
            case ASKING -> new Composition.Doing.Asking(state.getAttempt(), state.getComplaints());
            case TRYING ->
                    new Composition.Doing.Trying(
                            new TrialId(state.getTrial()),
                            OptimizerJson.read(state.getSpec()),
                            state.getParents(),
                            state.getAttempt());
            case DONE -> new Composition.Doing.Done();
            case DRAWING, UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }
}
