package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;
import metatextgrad.optimizer.StepEnd.StepResult;
import metatextgrad.statistics.ScoreAggregation;

/**
 * The gate of a race: a proposal must beat its parent on the batch it was made from, before it is
 * validated. One that only has to be shorter may be as good. Only items for which both have a score
 * count.
 *
 * @param before scores of the parent
 * @param after scores of the proposal, on the same items
 */
record BatchGate(ScoreStats before, ScoreStats after) {
    static BatchGate of(List<GradientComputed> parent, List<ItemOutcome> proposal) {
        Map<String, Score> scores = new TreeMap<>();
        for (ItemOutcome item : proposal) scores.put(item.task().value(), item.score());
        List<Score> before = new ArrayList<>();
        List<Score> after = new ArrayList<>();
        for (GradientComputed item : parent) {
            Score score = scores.get(item.task().value());
            if (score == null || !score.counts() || !item.score().counts()) continue;
            before.add(item.score());
            after.add(score);
        }
        return new BatchGate(ScoreAggregation.of(before), ScoreAggregation.of(after));
    }

    /** Returns whether no proposal can beat a parent with these items. */
    static boolean isOutOfReach(List<GradientComputed> parent) {
        return parent.stream()
                .map(GradientComputed::score)
                .allMatch(score -> !score.counts() || score.value() == 1);
    }

    /** A shorter program passes if it is not worse. */
    private boolean passes(Trial.Validating s, Kind operator) {
        boolean shorter = s.candidate().promptLength() < s.incumbent().program().promptLength();
        return after.mean() > before.mean()
                || (operator.shortens() && shorter && after.mean() == before.mean());
    }

    StepResult result(Trial.Validating s, Kind operator) {
        return new StepResult(
                passes(s, operator) ? Decided.PASSED : Decided.REJECTED,
                String.format(
                        Locale.ROOT, "%.4f against %.4f on its batch", after.mean(), before.mean()),
                new Incumbent(s.incumbent().program(), before),
                s.candidate(),
                after.mean(),
                s.cutBytes());
    }
}
