package metatextgrad.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import metatextgrad.candidate.CandidateDecider;
import metatextgrad.decide.Actor;
import metatextgrad.decide.Decider;
import metatextgrad.gradient.GradientDecider;
import metatextgrad.intake.IntakeDecider;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.loss.LossDecider;
import metatextgrad.meta.MetaDecider;
import metatextgrad.model.event.Event;
import metatextgrad.optimizer.OptimizerDecider;

/** The services of the loop side by side in memory, each with its own rows. Not thread-safe. */
public final class LocalLoop {
    private final List<Actor> services =
            new ArrayList<>(
                    List.of(
                            Actor.of(new IntakeDecider()),
                            new CandidateDecider(),
                            new LossDecider(),
                            new GradientDecider(),
                            Actor.of(new OptimizerDecider()),
                            Actor.of(new MetaDecider())));
    private final Function<LlmRequest, List<LlmResponse>> answers;

    /**
     * @param answers returns the answer to a request, or an empty list to give none for now
     */
    public LocalLoop(Function<LlmRequest, List<LlmResponse>> answers) {
        this.answers = answers;
    }

    /**
     * A loop with further deciders, such as those of adaptation to traffic.
     *
     * @param answers as in the other constructor
     */
    public LocalLoop(
            Function<LlmRequest, List<LlmResponse>> answers, List<? extends Decider<?>> more) {
        this(answers);
        for (Decider<?> decider : more) services.add(Actor.of(decider));
    }

    /**
     * Continues from these events until no more events follow.
     *
     * @param watcher receives the events that follow, in the order in which they are emitted
     */
    public void play(List<? extends Event> begin, Consumer<Event> watcher) {
        Deque<Event> queue = new ArrayDeque<>(begin);
        while (!queue.isEmpty()) {
            List<? extends Event> emitted = handle(queue.remove());
            emitted.forEach(watcher);
            queue.addAll(emitted);
        }
    }

    /** Returns the events that follow from this event at once. */
    public List<? extends Event> handle(Event event) {
        if (event instanceof LlmRequest request) return answers.apply(request);
        return services.stream().flatMap(service -> service.handle(event).stream()).toList();
    }
}
