package metatextgrad.meta;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import metatextgrad.decide.Actor;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LocalAnswers;
import metatextgrad.loss.LossDecider;
import metatextgrad.model.Event;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.Task;
import metatextgrad.optimize.OptimizerDecider;
import metatextgrad.program.CandidateDecider;
import metatextgrad.program.GradientDecider;
import metatextgrad.task.IntakeDecider;
import org.jspecify.annotations.Nullable;

/**
 * A whole run in memory, without Kafka, by the deciders the services run: for the same seed and
 * answers it ends on the same programs and scores, byte for byte. Not thread-safe; blocks until
 * done.
 */
public final class LocalRun {
    private final LocalAnswers answers;
    private final Actor intake = Actor.of(new IntakeDecider());
    private final Actor candidate = Actor.of(new CandidateDecider());
    private final Actor loss = Actor.of(new LossDecider());
    private final Actor gradient = Actor.of(new GradientDecider());
    private final Actor optimizer = Actor.of(new OptimizerDecider());
    private final Actor meta = Actor.of(new MetaDecider());

    public LocalRun(LanguageModel model) {
        this(new LocalAnswers(model));
    }

    /** Reuses what other runs have bought, as the worker does. */
    public LocalRun(LocalAnswers answers) {
        this.answers = answers;
    }

    /**
     * Runs to the end.
     *
     * @param watcher hears every event in the order in which it was said
     * @return the run's last state
     */
    public RunState run(RunRequest request, List<Task> tasks, Consumer<Event> watcher) {
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
     * Plays on from an event until nothing more follows from it: an evaluation, or a single trial.
     * What came out is among what the watcher hears.
     */
    public void play(Event begin, List<Task> tasks, Consumer<Event> watcher) {
        Deque<Event> queue = new ArrayDeque<>(tasks);
        queue.add(begin);
        while (!queue.isEmpty()) {
            Event event = queue.remove();
            watcher.accept(event);
            queue.addAll(heard(event));
        }
    }

    /** Calls bought and asks saved. */
    public LocalAnswers answers() {
        return answers;
    }

    private List<Event> heard(Event event) {
        if (event instanceof LlmRequest request) return List.of(answers.answer(request));
        if (event instanceof LlmResponse response) return asker(response.asker()).hear(event);
        return java.util.stream.Stream.of(intake, candidate, loss, gradient, optimizer, meta)
                .flatMap(actor -> actor.hear(event).stream())
                .toList();
    }

    private Actor asker(Asker asker) {
        return switch (asker) {
            case CANDIDATE -> candidate;
            case LOSS -> loss;
            case GRADIENT -> gradient;
            case OPTIMIZER -> optimizer;
            case META -> meta;
        };
    }
}
