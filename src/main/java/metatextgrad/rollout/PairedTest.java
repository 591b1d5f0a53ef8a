package metatextgrad.rollout;

import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.statistics.PairedBets;

/**
 * The test of one contest, task by task: better by the margin at the level of the contest, worse at
 * {@code alpha}, or hopeless (ADR 70). Pure.
 *
 * @param gate how much better, and after how many tasks the contest ends
 * @param level of a wrong pass, above 0 and at most 1
 * @param better the evidence for the challenger
 * @param worse the evidence for the champion
 */
public record PairedTest(Gate gate, double level, PairedBets better, PairedBets worse) {
    /**
     * A contest with less evidence ends. Of challengers that are 3 points better and would pass, it
     * loses one in fifty; it halves the tasks of those that are no better (ADR 70). It promotes
     * nothing, so the level of the contest still holds.
     */
    static final double HOPELESS = .1;

    /**
     * Begins a test.
     *
     * @param used tasks that were used already: another definition of the project may allow fewer
     */
    public static PairedTest begun(Gate gate, double level, int used) {
        int most = Math.max(gate.maxItems(), used);
        return new PairedTest(
                gate, level, PairedBets.begun(most, gate.margin()), PairedBets.begun(most, 0));
    }

    /**
     * Returns the test with one more task.
     *
     * @param difference score of the challenger minus that of the champion, from -1 to 1
     * @throws IllegalStateException if all tasks are judged
     */
    public PairedTest with(double difference) {
        return new PairedTest(gate, level, better.with(difference), worse.with(-difference));
    }

    double evidence() {
        return better.evidence();
    }

    /** Returns what the tasks so far mean for the challenger. */
    public Cause result() {
        if (better.evidence() >= 1 / level) return Cause.BETTER;
        if (worse.evidence() >= 1 / gate.alpha()) return Cause.WORSE_AT_GATE;
        if (better.judged() >= gate.maxItems()) return Cause.TASKS_USED;
        return better.evidence() < HOPELESS ? Cause.GAIN_UNLIKELY : Cause.ROUND_UNDECIDED;
    }
}
