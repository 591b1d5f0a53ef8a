package metatextgrad.rollout;

import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.statistics.PairedBets;

/**
 * The test of one contest, task by task: better by the margin at the level of the contest, or worse
 * at {@code alpha}. Pure.
 */
record PairedTest(Gate gate, double level, PairedBets better, PairedBets worse) {
    /**
     * Begins a test.
     *
     * @param used tasks that were used already: another definition of the project may allow fewer
     */
    static PairedTest begun(Gate gate, double level, int used) {
        int most = Math.max(gate.maxItems(), used);
        return new PairedTest(
                gate, level, PairedBets.begun(most, gate.margin()), PairedBets.begun(most, 0));
    }

    PairedTest with(double difference) {
        return new PairedTest(gate, level, better.with(difference), worse.with(-difference));
    }

    double evidence() {
        return better.evidence();
    }

    /** Passed, worse, undecided after all tasks, or open. */
    Stage stage() {
        if (better.evidence() >= 1 / level) return Stage.PASSED;
        if (worse.evidence() >= 1 / gate.alpha()) return Stage.WORSE;
        return better.judged() >= gate.maxItems() ? Stage.UNDECIDED : Stage.OPEN;
    }
}
