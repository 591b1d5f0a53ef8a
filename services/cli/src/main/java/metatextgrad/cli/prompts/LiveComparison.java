package metatextgrad.cli.prompts;

import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.state.Contest;
import metatextgrad.rollout.Comparison;
import metatextgrad.rollout.Contests;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How the two versions compare that serve side by side now, as rollout counts it.
 *
 * @param championSum scores of the champion's judged answers
 * @param otherSum scores of the version beside it
 * @param effect weighted mean difference, positive if the version beside it is better
 * @param worse evidence that the version beside the champion is worse
 * @param better evidence that it is better
 */
record LiveComparison(
        int championAnswers,
        double championSum,
        int otherAnswers,
        double otherSum,
        double effect,
        double worse,
        double better) {
    /** Returns null while one version serves alone. */
    static @Nullable LiveComparison of(Cluster cluster, PromptsServed table) {
        List<TaskJudged> judged =
                cluster.all(
                        Topics.LIVE_SCORES,
                        TaskJudged.class,
                        one ->
                                one.project().equals(table.project())
                                        && one.serial().equals(table.serial()));
        Contest live = Contests.of(table, judged);
        return live == null ? null : of(live);
    }

    private static LiveComparison of(Contest live) {
        return new LiveComparison(
                live.champions(),
                live.championSum(),
                live.others(),
                live.otherSum(),
                live.meanEffect(),
                Comparison.worse(live),
                Comparison.better(live));
    }

    String text() {
        return Texts.format(
                "answers judged so far: %d of the other version (mean %.3f), %d of the champion (mean %.3f); weighted difference %+.3f; evidence: worse %.1f, better %.1f (threshold %.0f)",
                otherAnswers,
                mean(otherSum, otherAnswers),
                championAnswers,
                mean(championSum, championAnswers),
                effect,
                worse,
                better,
                Comparison.ALARM);
    }

    private static double mean(double sum, int answers) {
        return answers == 0 ? 0 : sum / answers;
    }
}
