package metatextgrad.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.decide.Actor;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LocalAnswers;
import metatextgrad.loss.LossDecider;
import metatextgrad.meta.MetaDecider;
import metatextgrad.model.Event;
import metatextgrad.optimize.OptimizerDecider;
import metatextgrad.program.CandidateDecider;
import metatextgrad.program.GradientDecider;
import metatextgrad.task.IntakeDecider;

/** All deciders and the topics between them, in memory: what is said is heard in the same order. */
final class Loop {
    private static final int MOST_EVENTS = 100_000;

    private final Actor candidate = Actor.of(new CandidateDecider());
    private final Actor gradient = Actor.of(new GradientDecider());
    private final Actor optimizer = Actor.of(new OptimizerDecider());
    private final Actor meta = Actor.of(new MetaDecider());
    private final Actor loss = Actor.of(new LossDecider());
    private final List<Actor> all =
            List.of(Actor.of(new IntakeDecider()), candidate, loss, gradient, optimizer, meta);
    private final LocalAnswers answers;

    Loop(LanguageModel model) {
        answers = new LocalAnswers(model);
    }

    /** What comes from outside while the loop runs. */
    interface Outside {
        /** After so many events. */
        List<Event> after(int said);

        /** When nothing is left to be heard. */
        List<Event> idle();
    }

    Said play(List<Event> first, UnaryOperator<Event> changing) {
        return play(
                first,
                changing,
                new Outside() {
                    @Override
                    public List<Event> after(int said) {
                        return List.of();
                    }

                    @Override
                    public List<Event> idle() {
                        return List.of();
                    }
                });
    }

    Said play(List<Event> first, UnaryOperator<Event> changing, Outside outside) {
        Deque<Event> queue = new ArrayDeque<>(first);
        List<Event> said = new ArrayList<>();
        while (true) {
            if (queue.isEmpty()) queue.addAll(outside.idle());
            if (queue.isEmpty()) return new Said(said);
            Event event = changing.apply(queue.remove());
            said.add(event);
            if (said.size() > MOST_EVENTS) throw new IllegalStateException("the loop never ends");
            queue.addAll(heard(event));
            queue.addAll(outside.after(said.size()));
        }
    }

    private List<Event> heard(Event event) {
        if (event instanceof LlmRequest request) return List.of(answers.answer(request));
        if (event instanceof LlmResponse response) return asker(response.asker()).hear(event);
        return all.stream().flatMap(actor -> actor.hear(event).stream()).toList();
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
