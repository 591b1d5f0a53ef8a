package metatextgrad.rollout;

import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import metatextgrad.model.ContentHash;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Gate;
import org.jspecify.annotations.Nullable;

/**
 * How contests at the gate will end if no later result takes their place, by simulation of the rule
 * that decides them. Differences are 1, 0 or -1, with the variance of past contests. The same
 * arguments give the same numbers. Pure.
 *
 * @param gain mean difference of the simulated challenger, above 0
 * @param passed share of contests that pass
 * @param worse share that ends since the challenger seems worse
 * @param undecided share that is hopeless, or uses all tasks that it may use
 * @param tasks mean number of tasks until the end
 * @param medianTasks median of the same
 * @param days mean time until the end; null if the traffic is unknown
 */
public record GateForecast(
        double gain,
        double passed,
        double worse,
        double undecided,
        double tasks,
        int medianTasks,
        @Nullable Double days) {
    /** Simulated contests. A share is exact to 7 points in 95 of 100 cases. */
    public static final int CONTESTS = 200;

    /** Share of tasks on which versions differ, while no contest has shown it. */
    public static final double DISAGREEMENT = .3;

    /** With fewer differences of past contests their variance would be a guess. */
    private static final int ENOUGH = 30;

    /** The level of the next contest of a project. {@code last} is null before the first. */
    public static double level(Gate gate, @Nullable GateContest last) {
        return last == null
                ? GateRule.level(gate, 1, 0)
                : GateRule.level(gate, last.begun() + 1, last.passed());
    }

    /** Returns the variance of differences within contests; null if they have fewer than 30. */
    public static @Nullable Double variance(Collection<GateContest> contests) {
        double squares = 0;
        int free = 0;
        int all = 0;
        for (GateContest contest : contests) {
            double mean = contest.gain();
            for (double difference : contest.differences())
                squares += (difference - mean) * (difference - mean);
            all += contest.differences().size();
            free += Math.max(0, contest.differences().size() - 1);
        }
        return all < ENOUGH ? null : (Double) (squares / free);
    }

    /**
     * Simulates contests.
     *
     * @param variance of a difference; null assumes that versions differ on {@link #DISAGREEMENT}
     * @param days from a number of tasks to the time in which so many arrive; null if unknown
     */
    public static GateForecast of(
            Gate gate,
            double level,
            double gain,
            @Nullable Double variance,
            @Nullable IntToDoubleFunction days) {
        double disagreement = disagreement(gain, variance);
        int[] ends = new int[CONTESTS];
        int passed = 0;
        int worse = 0;
        double time = 0;
        for (int i = 0; i < CONTESTS; i++) {
            SplittableRandom random =
                    new SplittableRandom(ContentHash.number("gate forecast", gain, i));
            PairedTest test = PairedTest.begun(gate, level, 0);
            while (test.result() == Cause.ROUND_UNDECIDED)
                test = test.with(difference(random.nextDouble(), gain, disagreement));
            ends[i] = test.better().judged();
            if (test.result() == Cause.BETTER) passed++;
            if (test.result() == Cause.WORSE_AT_GATE) worse++;
            if (days != null) time += days.applyAsDouble(drawn(ends[i], gate));
        }
        Arrays.sort(ends);
        return new GateForecast(
                gain,
                passed / (double) CONTESTS,
                worse / (double) CONTESTS,
                (CONTESTS - passed - worse) / (double) CONTESTS,
                Arrays.stream(ends).average().orElse(0),
                ends[CONTESTS / 2],
                days == null ? null : (Double) (time / CONTESTS));
    }

    /** Tasks are drawn in rounds. */
    private static int drawn(int tasks, Gate gate) {
        return Math.min(gate.maxItems(), Math.ceilDiv(tasks, Gate.ROUND) * Gate.ROUND);
    }

    /** The share of tasks with a difference, so that differences have this variance. */
    private static double disagreement(double gain, @Nullable Double variance) {
        double share = variance == null ? DISAGREEMENT : variance + gain * gain;
        return Math.clamp(share, gain, 1);
    }

    private static double difference(double place, double gain, double disagreement) {
        if (place < (disagreement + gain) / 2) return 1;
        return place < disagreement ? -1 : 0;
    }
}
