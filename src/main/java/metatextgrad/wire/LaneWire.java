package metatextgrad.wire;

import static metatextgrad.events.LanePhase.ASKING;
import static metatextgrad.events.LanePhase.DONE;
import static metatextgrad.events.LanePhase.DRAWING;
import static metatextgrad.events.LanePhase.TRYING;

import metatextgrad.events.LaneState;
import metatextgrad.json.OptimizerJson;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.Lane;

/** The prompt phase of one base optimizer, inside a run. */
final class LaneWire {
    private LaneWire() {}

    static LaneState toAvro(Lane lane) {
        LaneState.Builder state =
                LaneState.newBuilder()
                        .setOptimizer(lane.optimizer())
                        .setRound(lane.round())
                        .setBase(Nullables.map(lane.base(), RoundWire::toAvro))
                        .setBest(Nullables.map(lane.best(), RoundWire::toAvro))
                        .setEnds(lane.ends().stream().map(RoundWire::toAvro).toList());
        return switch (lane.doing()) {
            case Lane.Doing.Trying trying ->
                    state.setPhase(TRYING)
                            .setTrial(trying.trial().value())
                            .setSpec(OptimizerJson.write(trying.spec()))
                            .setParent(trying.parent())
                            .setDrawnTask(Nullables.map(trying.drawn(), TaskId::value))
                            .setAttempt(trying.repairs())
                            .build();
            case Lane.Doing.Drawing drawing ->
                    state.setPhase(DRAWING).setTrial(drawing.trial().value()).build();
            case Lane.Doing.Asking asking ->
                    state.setPhase(ASKING)
                            .setAttempt(asking.attempt())
                            .setDrawn(TaskWire.toAvro(asking.drawn()))
                            .setComplaint(asking.complaint())
                            .build();
            case Lane.Doing.Done done -> state.setPhase(DONE).build();
        };
    }

    static Lane fromAvro(LaneState state) {
        return new Lane(
                state.getOptimizer(),
                state.getRound(),
                Nullables.map(state.getBase(), RoundWire::fromAvro),
                Nullables.map(state.getBest(), RoundWire::fromAvro),
                state.getEnds().stream().map(RoundWire::fromAvro).toList(),
                doing(state));
    }

    private static Lane.Doing doing(LaneState state) {
        return switch (state.getPhase()) {
            case TRYING ->
                    new Lane.Doing.Trying(
                            new TrialId(state.getTrial()),
                            OptimizerJson.read(state.getSpec()),
                            state.getParent(),
                            Nullables.map(state.getDrawnTask(), TaskId::new),
                            state.getAttempt());
            case DRAWING -> new Lane.Doing.Drawing(new TrialId(state.getTrial()));
            case ASKING ->
                    new Lane.Doing.Asking(
                            state.getAttempt(),
                            TaskWire.fromAvro(state.getDrawn()),
                            state.getComplaint());
            case DONE -> new Lane.Doing.Done();
            case UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }
}
