package metatextgrad.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.SetRequest;

/**
 * Replays a run with the deciders that the services run. Its input is the part of the log that no
 * other record determines. A replay calls no model: a request without a recorded answer stays open.
 * The original order of events does not matter. If time closed a batch, the replay follows the
 * recorded decision.
 */
public final class Replay {
    private Replay() {}

    /**
     * Derives the run.
     *
     * @param derived receives each event that follows, some perhaps more than once
     */
    public static void play(RunLog log, RunRequested request, Consumer<Event> derived) {
        List<Event> begin = new ArrayList<>(log.tasks());
        begin.addAll(log.byTime());
        begin.add(request);
        begin.addAll(log.reported());
        new LocalLoop(log::answer).play(begin, derived);
    }

    /**
     * Returns true if the run's log determines this event, recorded or derived. The log determines
     * all events of services, with five exceptions. Reports of parked requests and commands to
     * trials of a blocked run only describe a moment. States between the first and the last depend
     * on which of two phases was ahead. Outcomes for the project repeat other events. Answers are
     * input.
     */
    public static boolean decided(RunLog log, Event event) {
        RunRequested request = log.request();
        if (request == null) return false;
        return switch (event) {
            case BatchClosed closed -> log.byCount(closed);
            case Snapshot snapshot ->
                    snapshot.spec().equals(request.snapshot())
                            && !SetRequest.isDrawn(snapshot.spec().set());
            case RunRequested given -> false;
            case RunCommand given -> false;
            case OptimizerProposed given -> false;
            case RunState state -> false;
            case RunOutcome repeated -> false;
            case BatchParked parked -> false;
            default -> RunOf.of(event).filter(request.id()::equals).isPresent();
        };
    }
}
