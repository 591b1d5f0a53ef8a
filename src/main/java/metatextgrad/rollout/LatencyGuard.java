package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import metatextgrad.model.ModelRole;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answers of a challenger take too much longer than those of the champion to the same
 * tasks. The time of an answer is the sum of its program's calls (ADR 67). Pure.
 */
final class LatencyGuard {
    /** A shorter delay of an answer is hardly noticed, and networks and servers vary by it. */
    static final long LEAST_MILLIS = 100;

    /**
     * With few tasks a longer mean may be chance. Equal versions rarely exceed 1 plus this over the
     * root of the number of tasks.
     */
    private static final double CHANCE = 2.33;

    private LatencyGuard() {}

    /**
     * Returns why the challenger may not pass, in one line; null if it may, or if the champion's
     * calls were not measured.
     *
     * @param tasks that both versions have answered
     */
    static @Nullable String problem(Project project, GateContest contest, int tasks) {
        double most = requireNonNull(project.adapt()).guards().latency();
        long before = contest.championCost().of(ModelRole.PROGRAM).millis();
        long after = contest.challengerCost().of(ModelRole.PROGRAM).millis();
        double limit = Math.max(most, 1 + CHANCE / Math.sqrt(tasks));
        boolean tooLong = after > limit * before && after - before >= LEAST_MILLIS * tasks;
        if (before == 0 || !tooLong) return null;
        return String.format(
                Locale.ROOT,
                "its answers to the same tasks took %.2f times as long: %,d ms against %,d ms a task;"
                        + " guards.latency is %s",
                after / (double) before,
                Math.round(after / (double) tasks),
                Math.round(before / (double) tasks),
                most);
    }
}
