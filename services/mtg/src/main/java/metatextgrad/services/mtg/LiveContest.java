package metatextgrad.services.mtg;

import java.util.List;
import java.util.Locale;
import metatextgrad.model.Contest;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.TaskJudged;
import metatextgrad.rollout.Comparison;
import metatextgrad.rollout.Contests;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/** How the versions compare that serve side by side now, as rollout counts it. */
final class LiveContest {
    private LiveContest() {}

    /** Null while one version serves alone. */
    static @Nullable Contest of(Cluster cluster, PromptsServed table) {
        List<TaskJudged> judged =
                cluster.all(
                        Topics.LIVE_SCORES,
                        TaskJudged.class,
                        one ->
                                one.project().equals(table.project())
                                        && one.serial().equals(table.serial()));
        return Contests.of(table, judged);
    }

    static String text(Contest contest) {
        return String.format(
                Locale.ROOT,
                "judged so far: %d answers of the version beside the champion, mean %.3f; %d of the champion, mean %.3f; weighted difference %+.3f; evidence that the one beside is worse %.1f, better %.1f (%.0f decides)",
                contest.others(),
                contest.otherMean(),
                contest.champions(),
                contest.championMean(),
                contest.meanEffect(),
                Comparison.worse(contest),
                Comparison.better(contest),
                Comparison.ALARM);
    }
}
