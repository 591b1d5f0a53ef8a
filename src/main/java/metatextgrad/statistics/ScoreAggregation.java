package metatextgrad.statistics;

import java.util.List;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;

/** Counts scores and computes their mean. */
public final class ScoreAggregation {
    private ScoreAggregation() {}

    public static ScoreStats of(List<Score> scores) {
        int correct = count(scores, Score.Outcome.CORRECT);
        int wrong = count(scores, Score.Outcome.WRONG);
        int unparseable = count(scores, Score.Outcome.UNPARSEABLE);
        int n = correct + wrong + unparseable;
        double sum = scores.stream().filter(Score::counts).mapToDouble(Score::value).sum();
        double mean = n == 0 ? 0 : sum / n;
        Interval interval = Interval.wilson(mean, n);
        return new ScoreStats(
                correct,
                wrong,
                unparseable,
                scores.size() - n,
                mean,
                interval.low(),
                interval.high());
    }

    private static int count(List<Score> scores, Score.Outcome outcome) {
        return (int) scores.stream().filter(score -> score.outcome() == outcome).count();
    }
}
