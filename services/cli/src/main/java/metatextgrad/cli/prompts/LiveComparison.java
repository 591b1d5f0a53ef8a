package metatextgrad.cli.prompts;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.state.Contest;
import metatextgrad.rollout.Comparison;
import metatextgrad.rollout.Contests;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How the two versions compare that serve side by side now, as rollout counts it.
 *
 * @param partial true if only the latest answers were read, since there are very many
 * @param championSum scores of the champion's judged answers
 * @param otherSum scores of the version beside it
 * @param effect weighted mean difference, positive if the version beside it is better
 * @param worse evidence that the version beside the champion is worse
 * @param better evidence that it is better
 */
record LiveComparison(
        boolean partial,
        int championAnswers,
        double championSum,
        int otherAnswers,
        double otherSum,
        double effect,
        double worse,
        double better) {
    /** Reads take some seconds at most: the topic grows with the traffic. */
    private static final long MOST_RECORDS = 500_000;

    /** Answers may carry the time of a machine whose clock is behind. */
    private static final Duration SLACK = Duration.ofHours(1);

    /**
     * Reads the answers since two versions serve. Returns null while one serves alone, or if no
     * answer was judged. Without a judged answer among the latest ones it has no counts.
     */
    static @Nullable LiveComparison of(
            Cluster cluster, PromptsServed table, Consumer<String> progress) {
        return of(cluster, table, MOST_RECORDS, progress);
    }

    /**
     * @param most records to read, of all projects together
     */
    static @Nullable LiveComparison of(
            Cluster cluster, PromptsServed table, long most, Consumer<String> progress) {
        if (!(table.serving() instanceof Serving.Shared shared)) return null;
        Contests contests = new Contests(table);
        try (EventReader reader = cluster.reader(List.of(Topics.LIVE_SCORES))) {
            boolean partial = reader.skip(shared.since().minus(SLACK), most);
            reader.toEnd(
                    one -> {
                        if (one.event() instanceof TaskJudged judged
                                && judged.project().equals(table.project())
                                && judged.serial().equals(table.serial())) contests.count(judged);
                    },
                    left -> progress.accept(left + " records of live-scores left to read"));
            Contest live = contests.contest();
            if (live == null && !partial) return null;
            return of(
                    live == null
                            ? Contest.begun(table.project(), table.serial(), shared.share())
                            : live,
                    partial);
        }
    }

    private static LiveComparison of(Contest live, boolean partial) {
        return new LiveComparison(
                partial,
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
                "%s: %d of the other version (mean %.3f), %d of the champion (mean %.3f); weighted difference %+.3f; evidence: worse %.1f, better %.1f (threshold %.0f)",
                partial ? "latest answers judged" : "answers judged so far",
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
