package metatextgrad.replay;

import static java.util.Objects.requireNonNull;

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
 * @param repeated requests that a recorded answer ends
 * @param firstNew the first step with a request that no recorded answer ends; null if there is
 *     none. What follows the last step counts as part of it.
 */
public record ForkReplay(int repeated, @Nullable Integer firstNew) {
    /** Derives a run from the answers of its origin. */
    public static ForkReplay of(RunLog origin, RunRequested request) {
        Play play = new Play(origin.byCall());
        List<Event> begin = new ArrayList<>(origin.tasks());
        begin.add(request);
        new LocalLoop(play::answer).play(begin, play::watch);
        return new ForkReplay(play.repeated, play.firstNew);
    }

    /**
     * Returns how many steps of the race the origin began. All active arms step together. A failed
     * call ends a request of the origin, too.
     */
    public static int steps(RunLog origin) {
        StepCount steps = new StepCount();
        Replay.play(origin, requireNonNull(origin.request()), steps::watch);
        return steps.count;
    }

    /** Not thread-safe. */
    private static final class StepCount {
        private boolean inStep;
        private int count;

        /** The requests of a step come one directly after another. */
        void watch(Event event) {
            boolean requests = event instanceof StepRequested;
            if (requests && !inStep) count++;
            inStep = requests;
        }
    }

    /** One run. Not thread-safe. */
    private static final class Play {
        private final Map<String, LlmResponse> recorded;
        private final Map<String, Integer> stepOfTrial = new TreeMap<>();
        private final StepCount steps = new StepCount();
        private int repeated;
        private @Nullable Integer firstNew;

        Play(Map<String, LlmResponse> recorded) {
            this.recorded = recorded;
        }

        void watch(Event event) {
            steps.watch(event);
            if (event instanceof StepRequested step)
                stepOfTrial.put(step.stepRef().trial().value(), steps.count);
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
            if (request.requester() == Requester.META) return steps.count + 1;
            return stepOfTrial.getOrDefault(request.replyKey(), steps.count);
        }
    }
}
