package metatextgrad.meta;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.decide.Actor;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.loss.LossDecider;
import metatextgrad.model.Event;
import metatextgrad.optimize.OptimizerDecider;
import metatextgrad.program.CandidateDecider;
import metatextgrad.program.GradientDecider;
import metatextgrad.task.IntakeDecider;

/** The services of the loop side by side in memory, each with its rows. Not thread-safe. */
public final class LocalLoop {
    private final Actor intake = Actor.of(new IntakeDecider());
    private final Actor candidate = Actor.of(new CandidateDecider());
    private final Actor loss = Actor.of(new LossDecider());
    private final Actor gradient = Actor.of(new GradientDecider());
    private final Actor optimizer = Actor.of(new OptimizerDecider());
    private final Actor meta = Actor.of(new MetaDecider());
    private final Function<LlmRequest, List<LlmResponse>> answers;

    /**
     * @param answers what comes of an ask: one answer, or none for now
     */
    public LocalLoop(Function<LlmRequest, List<LlmResponse>> answers) {
        this.answers = answers;
    }

    /**
     * Plays on from these events until nothing more follows.
     *
     * @param watcher hears what follows from them, in the order in which it is said
     */
    public void play(List<? extends Event> begin, Consumer<Event> watcher) {
        Deque<Event> queue = new ArrayDeque<>(begin);
        while (!queue.isEmpty()) {
            List<? extends Event> said = handle(queue.remove());
            said.forEach(watcher);
            queue.addAll(said);
        }
    }

    /** What follows from this event at once. */
    public List<? extends Event> handle(Event event) {
        return switch (event) {
            case LlmRequest request -> answers.apply(request);
            case LlmResponse response -> asker(response.asker()).handle(event);
            default ->
                    Stream.of(intake, candidate, loss, gradient, optimizer, meta)
                            .flatMap(actor -> actor.handle(event).stream())
                            .toList();
        };
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
