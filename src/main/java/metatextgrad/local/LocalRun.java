package metatextgrad.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * A whole run in memory, without Kafka, by the deciders that the services run. With the same seed
 * and answers it ends on the same programs and scores, byte for byte. Not thread-safe. Blocks until
 * done.
 */
public final class LocalRun {
    private final LocalAnswers answers;
    private final LocalLoop loop;

    public LocalRun(LanguageModel model) {
        this(new LocalAnswers(model));
    }

    /** Reuses recorded calls of other runs, as the worker does. */
    public LocalRun(LocalAnswers answers) {
        this.answers = answers;
        loop = new LocalLoop(request -> List.of(answers.answer(request)));
    }

    /**
     * Runs to the end.
     *
     * @param watcher receives every event in the order in which it is emitted
     * @return the run's last state
     */
    public RunState run(RunRequested request, List<TaskSubmitted> tasks, Consumer<Event> watcher) {
        AtomicReference<@Nullable RunState> ended = new AtomicReference<>();
        play(
                request,
                tasks,
                event -> {
                    if (event instanceof RunState state) ended.set(state);
                    watcher.accept(event);
                });
        RunState last = ended.get();
        if (last == null || last.status().open()) {
            throw new IllegalStateException(
                    "run "
                            + request.id()
                            + " came to a stop: "
                            + (last == null ? "never began" : last.phase()));
        }
        return last;
    }

    /**
     * Continues from an event until no more events follow: an evaluation, or a single trial. The
     * watcher receives the results among the other events.
     */
    public void play(Event begin, List<TaskSubmitted> tasks, Consumer<Event> watcher) {
        List<Event> all = new ArrayList<>(tasks);
        all.add(begin);
        all.forEach(watcher);
        loop.play(all, watcher);
    }

    /** Returns the model calls and cache hits so far. */
    public LocalAnswers answers() {
        return answers;
    }
}
