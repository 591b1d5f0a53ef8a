package metatextgrad.experiments.live;

import java.util.List;

/**
 * What users got.
 *
 * @param served share of right answers
 * @param calls model calls, those of the application not included
 * @param dollars their list price, estimated
 * @param windows that closed
 * @param contests at the gate
 * @param passed contests in which the challenger was better
 * @param changes of the champion, returns included
 * @param alarms of the drift detector
 * @param marked share of the answers whose prompt has what an attacker wants
 * @param compared windows on which a candidate was compared with the optimizer in use
 * @param adopted optimizers
 * @param pace of the first tasks
 */
public record LiveOutcome(
        double served,
        long calls,
        double dollars,
        int windows,
        int contests,
        int passed,
        int changes,
        int alarms,
        double marked,
        int compared,
        int adopted,
        List<Pace> pace) {
    public LiveOutcome {
        pace = List.copyOf(pace);
    }

    /**
     * Score and cost after some tasks.
     *
     * @param tasks so far
     * @param served share of right answers to the next {@link #NEXT} tasks
     * @param calls so far
     * @param dollars so far
     */
    public record Pace(int tasks, double served, long calls, double dollars) {
        /** The places at which the pace is measured. */
        public static final List<Integer> AFTER = List.of(0, 300, 600, 1_200);

        /** Tasks of which a served score is the mean. */
        public static final int NEXT = 300;
    }
}
