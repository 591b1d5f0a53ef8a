package metatextgrad.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.CallCount;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;

/** Times of the two halves of each step of a trial, and the calls in between. */
final class StepTimes {
    private final Map<Integer, Long> requested = new TreeMap<>();
    private final Map<Integer, Long> proposed = new TreeMap<>();
    private final Map<Integer, Integer> trainingCalls = new TreeMap<>();
    private final Map<Integer, Step> whole = new TreeMap<>();
    private boolean over;

    /**
     * One step.
     *
     * @param training from the request for a batch to the request for validation items
     * @param whole from the request for a batch to the score
     * @param trainingCalls that had to follow one another
     * @param calls of the whole step
     */
    record Step(Duration training, Duration whole, int trainingCalls, int calls) {
        Duration addedInTraining(Duration model) {
            return training.minus(model.multipliedBy(trainingCalls));
        }

        Duration added(Duration model) {
            return whole.minus(model.multipliedBy(calls));
        }
    }

    /**
     * @param now nanoseconds
     */
    void handle(Event event, long now) {
        switch (event) {
            case BatchRequested wish -> {
                int step = wish.stepRef().step();
                if (wish.split() == Split.TRAIN && requested.putIfAbsent(step, now) == null)
                    trainingCalls.put(step, trainingCalls(wish));
                if (wish.split() == Split.VAL) proposed.putIfAbsent(step, now);
            }
            case ScoreAggregated score -> {
                if (score.scope() == ScoreAggregated.Scope.STEP) scored(score, now);
                else over = true;
            }
            default -> {}
        }
    }

    boolean over() {
        return over;
    }

    /** Returns the validated steps, in order. */
    List<Step> steps() {
        return List.copyOf(whole.values());
    }

    private void scored(ScoreAggregated score, long now) {
        int step = score.stepRef().step();
        Long begun = requested.get(step);
        Long half = proposed.get(step);
        if (begun == null || half == null) return;
        int training = trainingCalls.getOrDefault(step, 0);
        whole.put(
                step,
                new Step(
                        Duration.ofNanos(half - begun),
                        Duration.ofNanos(now - begun),
                        training,
                        training + CriticalPath.depth(score.program())));
    }

    /** Counts the program on the batch, its critiques one after another, and the update. */
    private static int trainingCalls(BatchRequested wish) {
        return CriticalPath.depth(wish.program()) + CallCount.of(wish.program()).backward() + 1;
    }
}
