package metatextgrad.race;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.ScoreAggregated.MissedTask;

/**
 * How often critiques led to the right answer when they were added to the prompt as they are, and
 * whether any rewrite that followed critiques gained. A weak critic invents reasons: rewrites that
 * follow these reasons lose what the wrong answers show.
 *
 * @param tries wrong answers with a critique that was applied
 * @param led those of them that became right
 * @param hasHelped whether a revision was better than its program on its batch
 */
public record CriticMeasure(int tries, int led, boolean hasHelped) {
    /** After so many tries, a critic without any right answer is no help. */
    static final int FEW = 6;

    /** After so many tries, a critic with one right answer in {@link #FEW} is no help. */
    static final int MANY = 12;

    static CriticMeasure of(List<List<BatchScore>> steps) {
        List<BatchScore> scores = steps.stream().flatMap(List::stream).toList();
        int tries = 0;
        int led = 0;
        for (BatchScore score : scores) {
            if (score.work().operator().kind() != Kind.APPLY || !score.isProposal()) continue;
            Set<String> right = right(score);
            for (MissedTask missed : score.report().missed()) {
                tries++;
                if (right.contains(missed.task().id().value())) led++;
            }
        }
        boolean helped =
                scores.stream()
                        .anyMatch(
                                score ->
                                        score.work().operator().kind() == Kind.REVISE
                                                && score.gain() > 0);
        return new CriticMeasure(tries, led, helped);
    }

    private static Set<String> right(BatchScore score) {
        Set<String> right = new TreeSet<>();
        for (ItemOutcome item : score.report().outcomes())
            if (item.score().counts() && item.score().value() == 1) right.add(item.task().value());
        return right;
    }

    /** Returns whether further tries would decide nothing. */
    boolean isKnown() {
        return hasHelped || tries >= MANY || isMisleading();
    }

    /**
     * Returns whether the critiques mislead: no revision gained, and applied critiques led to no
     * right answer, or after more tries to one in six at most.
     */
    public boolean isMisleading() {
        boolean never = tries >= FEW && led == 0;
        boolean rarely = tries >= MANY && led * FEW <= tries;
        return !hasHelped && (never || rarely);
    }
}
