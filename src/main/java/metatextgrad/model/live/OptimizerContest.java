package metatextgrad.model.live;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import org.jspecify.annotations.Nullable;

/**
 * The contest of a candidate with the optimizer in use, over windows of traffic. On a window both
 * take first steps from the program that serves, on the same batches.
 *
 * @param number of the contest in the life of the project, from 1
 * @param window number of the window with which it began
 * @param candidate as a run judged it
 * @param incumbent the optimizer in use
 * @param observations the comparisons that have ended, in the order of their ends
 * @param open the open comparison; null if there is none
 * @param evidence that the candidate is better
 * @param day of the last window (UTC)
 * @param calls of comparisons on this day, those of an earlier contest included
 * @param reason how it ended, in one line; empty while it is open
 */
public record OptimizerContest(
        int number,
        int window,
        OptimizerVersion candidate,
        OptimizerSpec incumbent,
        List<Observation> observations,
        @Nullable Comparison open,
        double evidence,
        LocalDate day,
        long calls,
        Stage stage,
        String reason) {
    /** The stages of a contest. */
    public enum Stage {
        OPEN,
        /** The candidate is better. It takes the place of the optimizer in use. */
        ADOPTED,
        /** It was not shown to be better. */
        DROPPED
    }

    /**
     * A comparison that has ended.
     *
     * @param steps batches on which both have a gain; without any, it is no evidence
     * @param incumbent mean gain of the optimizer in use, from -1 to 1
     * @param candidate mean gain of the candidate, from -1 to 1
     */
    public record Observation(int window, int steps, double incumbent, double candidate) {
        public double difference() {
            return candidate - incumbent;
        }

        public boolean counts() {
            return steps > 0;
        }
    }

    /**
     * An open comparison.
     *
     * @param steps first steps of each of the two
     */
    public record Comparison(int window, int steps) {}

    private static final String RUN = "@optimizers-";

    public OptimizerContest {
        observations = List.copyOf(observations);
    }

    /** Returns a contest before its first comparison. */
    public static OptimizerContest begun(
            int number,
            int window,
            OptimizerVersion candidate,
            OptimizerSpec incumbent,
            LocalDate day,
            long calls) {
        return new OptimizerContest(
                number,
                window,
                candidate,
                incumbent,
                List.of(),
                null,
                1,
                day,
                calls,
                Stage.OPEN,
                "");
    }

    /** The run that the steps of this contest belong to. */
    public RunId run() {
        return new RunId("%s%s-%06d".formatted(RUN, candidate.project(), number));
    }

    /** Returns the contest with this open comparison, or without one. */
    public OptimizerContest comparing(@Nullable Comparison next) {
        return copy(observations, next, evidence, day, calls, stage, reason);
    }

    /** Returns the contest on the day of another window. */
    public OptimizerContest on(LocalDate date) {
        return date.equals(day) ? this : copy(observations, open, evidence, date, 0, stage, reason);
    }

    /** Returns the contest after its open comparison, which took these calls. */
    public OptimizerContest observed(Observation one, double evidenceNow, long spent) {
        List<Observation> all = new ArrayList<>(observations);
        all.add(one);
        return copy(all, null, evidenceNow, day, calls + spent, stage, reason);
    }

    /** Returns the contest at its end. */
    public OptimizerContest ended(Stage last, String why) {
        return copy(observations, null, evidence, day, calls, last, why);
    }

    /** Returns the comparisons that are evidence. */
    public List<Observation> counted() {
        return observations.stream().filter(Observation::counts).toList();
    }

    /** Returns what is known of the candidate. */
    public WindowEvidence known() {
        double mean = counted().stream().mapToDouble(Observation::difference).average().orElse(0);
        return new WindowEvidence(counted().size(), mean, evidence);
    }

    private OptimizerContest copy(
            List<Observation> all,
            @Nullable Comparison next,
            double evidenceNow,
            LocalDate date,
            long spent,
            Stage at,
            String why) {
        return new OptimizerContest(
                number, window, candidate, incumbent, all, next, evidenceNow, date, spent, at, why);
    }
}
