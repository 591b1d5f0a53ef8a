package metatextgrad.race;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.ScoreAggregated.MissedTask;

/**
 * How often critiques led to the right answer when they were added to the prompt as they are. A
 * weak critic invents reasons: rewrites that follow it lose what the wrong answers show.
 *
 * @param tries wrong answers with a critique that was applied
 * @param led those of them that became right
 */
public record CriticMeasure(int tries, int led) {
    /** Fewer tries decide nothing. */
    static final int ENOUGH = 5;

    private static final int LEAST_SHARE = 5;

    static CriticMeasure of(List<List<BatchScore>> steps) {
        int tries = 0;
        int led = 0;
        for (List<BatchScore> step : steps) {
            for (BatchScore score : step) {
                if (score.work().operator().kind() != Kind.APPLY || !score.isProposal()) continue;
                Set<String> right = new TreeSet<>();
                for (ItemOutcome item : score.report().outcomes())
                    if (item.score().counts() && item.score().value() == 1)
                        right.add(item.task().value());
                for (MissedTask missed : score.report().missed()) {
                    tries++;
                    if (right.contains(missed.task().id().value())) led++;
                }
            }
        }
        return new CriticMeasure(tries, led);
    }

    boolean isKnown() {
        return tries >= ENOUGH;
    }

    /** Returns whether at most one critique in five led to the right answer. */
    public boolean isMisleading() {
        return isKnown() && led * LEAST_SHARE <= tries;
    }
}
