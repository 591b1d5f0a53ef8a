package metatextgrad.cli.prompts;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Text;
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
record GateView(
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

    static GateView of(GateContest contest) {
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

    List<String> text() {
        if (evidenceClass.equals(JUDGE))
            return List.of(
                    Texts.format(
                            "%s; a judge model preferred it to champion %s in its run; %s",
                            GateContest.NO_GATE, champion, Text.lower(stage)));
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "gate: contest %d with champion %s, %s",
                        contest, champion, Text.lower(stage)));
        lines.add(
                Texts.format(
                        "  gain %+.3f, 95 %% interval %+.3f to %+.3f, n = %d tasks that no run has read",
                        gain, gainLow, gainHigh, tasks));
        lines.add(
                Texts.format(
                        "  tasks fixed %d, broken %d, unchanged %d",
                        fixed, broken, tasks - fixed - broken));
        lines.add(
                Texts.format(
                        "  evidence class %s; level spent %.4f; evidence %.1f, needed %.1f",
                        evidenceClass, level, evidence, needed));
        return lines;
    }
}
