package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.event.Event;
import metatextgrad.model.state.Trial;

/** An optimizer, its rows, and all events it emitted. */
final class Played {
    private final OptimizerDecider decider = new OptimizerDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();
    private final List<IgnoreReason> notices = new ArrayList<>();

    static Played of(Event... events) {
        return new Played().handle(events);
    }

    Played handle(Event... events) {
        for (Event event : events) apply(decider.handle(rows, event));
        return this;
    }

    Played deadline() {
        apply(decider.silent(rows, TrialEvents.TRIAL.value()));
        return this;
    }

    /** Returns the events emitted since the last call. */
    List<Event> emitted() {
        List<Event> all = List.copyOf(emitted);
        emitted.clear();
        return all;
    }

    <E extends Event> List<E> emitted(Class<E> type) {
        return emitted().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<IgnoreReason> notices() {
        return List.copyOf(notices);
    }

    Trial state() {
        return Objects.requireNonNull(rows.get(new TrialKeys(TrialEvents.TRIAL).state()));
    }

    int rowsLike(String part) {
        return (int) rows.startingWith("").keySet().stream().filter(k -> k.contains(part)).count();
    }

    int rows() {
        return rows.size();
    }

    private void apply(Decision decision) {
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        notices.addAll(decision.ignored());
    }
}
