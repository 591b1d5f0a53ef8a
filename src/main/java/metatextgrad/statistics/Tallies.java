package metatextgrad.statistics;

import java.util.List;
import metatextgrad.model.Score;
import metatextgrad.model.Tally;

/** Adds scores up. */
public final class Tallies {
    private static final double Z = 1.959963984540054;

    private Tallies() {}

    public static Tally of(List<Score> scores) {
        int correct = count(scores, Score.Outcome.CORRECT);
        int wrong = count(scores, Score.Outcome.WRONG);
        int unparseable = count(scores, Score.Outcome.UNPARSEABLE);
        int n = correct + wrong + unparseable;
        if (n == 0) return new Tally(0, 0, 0, scores.size(), 0, 0, 1);
        double mean = scores.stream().filter(Score::counts).mapToDouble(Score::value).sum() / n;
        double centre = (mean + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half =
                Z * Math.sqrt(mean * (1 - mean) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
        return new Tally(
                correct,
                wrong,
                unparseable,
                scores.size() - n,
                mean,
                Math.max(0, centre - half),
                Math.min(1, centre + half));
    }

    private static int count(List<Score> scores, Score.Outcome outcome) {
        return (int) scores.stream().filter(score -> score.outcome() == outcome).count();
    }
}
