package metatextgrad.services.gateway.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import metatextgrad.model.live.GateContest;
import org.jspecify.annotations.Nullable;

/**
 * How many days an open contest may still take, by its rates so far: of evidence on a logarithmic
 * scale, and of tasks. An estimate: evidence does not grow evenly, and traffic changes. Pure.
 *
 * @param days until the evidence suffices; null if it does not grow
 * @param most days until the contest has used its tasks
 */
public record DecisionEstimate(@Nullable Double days, double most) {
    /** Rates of a shorter time would be a guess. */
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final double DAY = Duration.ofDays(1).toMillis();

    /**
     * Returns an estimate; null if the contest has ended, or is too young for one.
     *
     * @param begun about when the contest began
     * @param maxTasks tasks after which it ends
     */
    static @Nullable DecisionEstimate of(
            GateContest contest, @Nullable Instant begun, int maxTasks) {
        int tasks = contest.differences().size();
        if (contest.stage() != GateContest.Stage.OPEN || tasks == 0 || begun == null) return null;
        Duration taken = Duration.between(begun, contest.at());
        if (taken.compareTo(SHORTEST) < 0) return null;
        double days = taken.toMillis() / DAY;
        double most = Math.max(0, maxTasks - tasks) / (tasks / days);
        double grown = Math.log(contest.evidence());
        double left = -Math.log(contest.level()) - grown;
        Double until =
                grown > 0 && left > 0 ? (Double) Math.min(most, left / (grown / days)) : null;
        return new DecisionEstimate(until, most);
    }

    /** Returns the estimate in words. */
    public String text() {
        return days == null
                ? "Evidence does not grow so far; the tasks are used up in %s at most"
                        .formatted(days(most))
                : "%s, %s at most".formatted(days(days), days(most));
    }

    private static String days(double days) {
        if (days < .1) return "less than 0.1 days";
        return String.format(Locale.ROOT, days < 10 ? "%.1f days" : "%.0f days", days);
    }
}
