package metatextgrad.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.llm.LanguageModel;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.event.Event;

/**
 * All deciders and the topics between them, in memory. Events are handled in the order in which
 * they are emitted.
 */
final class Loop {
    private static final int MAX_EVENTS = 100_000;

    private final LocalLoop loop;

    Loop(LanguageModel model) {
        LocalAnswers answers = new LocalAnswers(model);
        loop = new LocalLoop(request -> List.of(answers.answer(request)));
    }

    /** Events from outside while the loop runs. */
    interface Outside {
        /** Called after this many events. */
        List<Event> after(int emitted);

        /** Called when no events are left. */
        List<Event> idle();
    }

    EmittedEvents play(List<Event> first, UnaryOperator<Event> changing) {
        return play(
                first,
                changing,
                new Outside() {
                    @Override
                    public List<Event> after(int emitted) {
                        return List.of();
                    }

                    @Override
                    public List<Event> idle() {
                        return List.of();
                    }
                });
    }

    EmittedEvents play(List<Event> first, UnaryOperator<Event> changing, Outside outside) {
        Deque<Event> queue = new ArrayDeque<>(first);
        List<Event> emitted = new ArrayList<>();
        while (true) {
            if (queue.isEmpty()) queue.addAll(outside.idle());
            if (queue.isEmpty()) return new EmittedEvents(emitted);
            Event event = changing.apply(queue.remove());
            emitted.add(event);
            if (emitted.size() > MAX_EVENTS) throw new IllegalStateException("the loop never ends");
            queue.addAll(loop.handle(event));
            queue.addAll(outside.after(emitted.size()));
        }
    }
}
