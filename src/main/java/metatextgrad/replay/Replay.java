package metatextgrad.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.meta.LocalLoop;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.Event;
import metatextgrad.model.OptimizerProposed;
import metatextgrad.model.RunCommand;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.Snapshot;

/**
 * Plays a run again, by the deciders the services run, from what its log has that nothing else
 * decides. No model is asked: an ask without a recorded answer stays open. In which order things
 * once came does not matter, and where time closed a batch its recorded decision is followed.
 */
public final class Replay {
    private Replay() {}

    /**
     * Derives the run.
     *
     * @param derived hears each event that follows, some perhaps more than once
     */
    public static void play(RunLog log, RunRequest request, Consumer<Event> derived) {
        List<Event> begin = new ArrayList<>(log.tasks());
        begin.addAll(log.byTime());
        begin.add(request);
        begin.addAll(log.told());
        new LocalLoop(log::answer).play(begin, derived);
    }

    /**
     * Whether an event, recorded or derived, is one that the run's log decides: all that services
     * say, but not what only tells of a moment. That is word of what is parked, what trials are
     * told while a run is held, states between the first and the last, which tell which of two
     * phases was ahead, and answers, which are given.
     */
    public static boolean decided(RunLog log, Event event) {
        RunRequest request = log.request();
        if (request == null) return false;
        return switch (event) {
            case BatchClosed closed -> log.byCount(closed);
            case Snapshot snapshot -> snapshot.spec().equals(request.snapshot());
            case RunRequest given -> false;
            case RunCommand given -> false;
            case OptimizerProposed given -> false;
            case RunState standing -> false;
            default -> RunOf.of(event).filter(request.id()::equals).isPresent();
        };
    }
}
