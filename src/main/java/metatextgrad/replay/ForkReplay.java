package metatextgrad.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.StepRequested;
import org.jspecify.annotations.Nullable;

/**
 * A run of a race as far as the recorded answers of its origin lead, without a model call. Pure.
 *
 * @param steps of the race that have begun; all active arms step together
 * @param repeated requests that a recorded answer ends
 * @param firstNew the first step with a request that no recorded answer ends; null if there is
 *     none. What follows the last step counts as part of it.
 */
public record ForkReplay(int steps, int repeated, @Nullable Integer firstNew) {
    /** Derives a run from the answers of its origin, or the origin itself. */
    public static ForkReplay of(RunLog origin, RunRequested request) {
        Play play = new Play(origin.byCall());
        List<Event> begin = new ArrayList<>(origin.tasks());
        begin.add(request);
        new LocalLoop(play::answer).play(begin, play::watch);
        return new ForkReplay(play.steps, play.repeated, play.firstNew);
    }

    /** One run. Not thread-safe. */
    private static final class Play {
        private final Map<String, LlmResponse> recorded;
        private final Map<String, Integer> stepOfTrial = new TreeMap<>();
        private boolean inStep;
        private int steps;
        private int repeated;
        private @Nullable Integer firstNew;

        Play(Map<String, LlmResponse> recorded) {
            this.recorded = recorded;
        }

        /** The requests of a step come one directly after another. */
        void watch(Event event) {
            boolean requests = event instanceof StepRequested;
            if (requests && !inStep) steps++;
            inStep = requests;
            if (event instanceof StepRequested step)
                stepOfTrial.put(step.stepRef().trial().value(), steps);
        }

        List<LlmResponse> answer(LlmRequest request) {
            LlmResponse known = recorded.get(request.callKey().value());
            if (known != null) {
                repeated++;
                return List.of(known.copyFor(request));
            }
            int step = step(request);
            if (firstNew == null || step < firstNew) firstNew = step;
            return List.of();
        }

        /** The meta model gets its requests before a step. Validations follow one. */
        private int step(LlmRequest request) {
            if (request.requester() == Requester.META) return steps + 1;
            return stepOfTrial.getOrDefault(request.replyKey(), steps);
        }
    }
}
