package metatextgrad.view;

import java.util.List;
import metatextgrad.model.live.GateContest;
import metatextgrad.statistics.PairedDifference;

/**
 * The contest of a version with the champion of that time. Pure.
 *
 * @param evidenceClass truth: right answers, also late ones and those of an audit; judge: there is
 *     no gate, since only a judge model has scored the version
 * @param tasks that both versions have answered
 * @param gain mean score of the version minus that of the champion
 * @param gainLow lower end of the 95 % interval, as if the number of tasks had been fixed before
 * @param gainHigh upper end
 * @param fixed tasks on which the version scored higher
 * @param broken tasks on which it scored lower
 * @param level that the contest spent
 * @param evidence e-value that the version is better
 * @param needed e-value with which it passes
 * @param at when its last tasks were drawn, UTC
 */
public record GateView(
        int contest,
        String champion,
        GateContest.Stage stage,
        String evidenceClass,
        int tasks,
        double gain,
        double gainLow,
        double gainHigh,
        int fixed,
        int broken,
        double level,
        double evidence,
        double needed,
        String at,
        String reason) {
    private static final String TRUTH = "truth";
    private static final String JUDGE = "judge";

    /** Returns what the last record of a contest states. */
    public static GateView of(GateContest contest) {
        List<Double> all = contest.differences();
        PairedDifference gain =
                PairedDifference.of(all.stream().mapToDouble(Double::doubleValue).toArray());
        return new GateView(
                contest.number(),
                contest.champion().value(),
                contest.stage(),
                contest.gated() ? TRUTH : JUDGE,
                all.size(),
                gain.estimate(),
                gain.low(),
                gain.high(),
                (int) all.stream().filter(difference -> difference > 0).count(),
                (int) all.stream().filter(difference -> difference < 0).count(),
                contest.level(),
                Math.min(contest.evidence(), Double.MAX_VALUE),
                1 / contest.level(),
                VersionStage.time(contest.at()),
                contest.reason());
    }

    /** Whether only a judge model has scored the version, so that no gate decides. */
    public boolean judgedOnly() {
        return evidenceClass.equals(JUDGE);
    }
}
