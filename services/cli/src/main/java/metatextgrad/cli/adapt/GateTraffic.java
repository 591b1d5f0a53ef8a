package metatextgrad.cli.adapt;

import java.util.List;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a project has for its gate. Pure.
 *
 * @param perDay tasks that arrive for the gate; null if fewer than 20 tasks have arrived after the
 *     last window
 * @param unspent about so many are in the pool and not used with this champion
 */
record GateTraffic(@Nullable Double perDay, int unspent) {
    static GateTraffic of(
            Project project,
            List<GateContest> contests,
            @Nullable PromptsServed table,
            TrafficCount traffic) {
        double share = project.shares().gate();
        Double perDay = TrafficCounts.perDay(traffic.arrived(), traffic);
        return new GateTraffic(
                perDay == null ? null : (Double) (perDay * share),
                Math.max(0, (int) (traffic.pooled() * share) - spent(contests, table)));
    }

    /** No version meets a task twice: those by which the champion won are used up too. */
    private static int spent(List<GateContest> contests, @Nullable PromptsServed table) {
        return table == null
                ? 0
                : contests.stream()
                        .filter(
                                contest ->
                                        contest.champion().equals(table.champion())
                                                || contest.challenger().equals(table.champion()))
                        .mapToInt(contest -> contest.differences().size())
                        .sum();
    }

    /** Returns the days until this many further tasks are there; null if unknown. */
    @Nullable Double days(int tasks) {
        return perDay == null ? null : (Double) (Math.max(0, tasks - unspent) / perDay);
    }
}
