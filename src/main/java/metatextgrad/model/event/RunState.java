package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.Text;
import metatextgrad.model.project.BlockReason;
import org.jspecify.annotations.Nullable;

/**
 * The status of a run, including its request. The last state of a run has its result.
 *
 * @param phase the run's current activity, in one line
 * @param lines the reported lines: the seed program first, then each reported optimizer
 * @param rounds how the rounds ended so far, prompt phases first
 * @param best place in {@code lines} of the run's answer
 * @param reason why the run failed, what blocks it, or what its budget left undone; empty otherwise
 * @param blocked which limit blocks its calls; null if none does
 */
public record RunState(
        RunRequested request,
        Status status,
        String phase,
        List<RoundEnd> rounds,
        List<Line> lines,
        int best,
        String reason,
        @Nullable BlockReason blocked,
        Serial serial)
        implements Event {
    /** The status of a run. */
    public enum Status {
        RUNNING,
        /** An operator paused it; it continues when it is resumed. */
        PAUSED,
        FINISHED,
        FAILED,
        /** An operator ended it; it reports what it had found, untested. */
        CANCELLED,
        /**
         * A budget limit blocks it. It continues when the limit is raised or the day ends (UTC).
         * Commands also show a run as blocked while no call of its models is served.
         */
        BLOCKED;

        /** Whether further states of the run may follow. */
        public boolean open() {
            return this == RUNNING || this == PAUSED || this == BLOCKED;
        }
    }

    /**
     * Whether this state is newer than another state of the same run. An end is final. Before the
     * end the serial decides; a service that reads the log again assigns the serials anew.
     */
    public boolean isLaterThan(RunState other) {
        boolean over = !status.open();
        return over == other.status.open() ? over : serial.compareTo(other.serial) > 0;
    }

    /**
     * One line of the report.
     *
     * @param optimizer the optimizer that made the program; null for the seed program
     * @param round its meta round, 0 as given
     * @param validation scores on the validation set by which it was selected
     * @param rescored scores on the validation set with answers that no decision used; null until
     *     it was scored again
     * @param rescoredOutcomes outcomes per validation item of the second scoring, in slot order;
     *     empty until then
     * @param test scores on the test set; null until it was read
     * @param outcomes outcomes per test item in slot order; empty until then
     */
    public record Line(
            String name,
            @Nullable OptimizerSpec optimizer,
            int round,
            Program program,
            ScoreStats validation,
            @Nullable ScoreStats rescored,
            List<ScoreAggregated.ItemOutcome> rescoredOutcomes,
            @Nullable ScoreStats test,
            List<ScoreAggregated.ItemOutcome> outcomes) {
        public Line {
            name = Text.nonBlank(name, "name");
            rescoredOutcomes = List.copyOf(rescoredOutcomes);
            outcomes = List.copyOf(outcomes);
        }

        /** The line at selection: only its validation score is known. */
        public static Line selected(
                String name,
                @Nullable OptimizerSpec optimizer,
                int round,
                Program program,
                ScoreStats validation) {
            return new Line(
                    name, optimizer, round, program, validation, null, List.of(), null, List.of());
        }

        public Line rescored(ScoreStats stats, List<ScoreAggregated.ItemOutcome> items) {
            return new Line(
                    name, optimizer, round, program, validation, stats, items, test, outcomes);
        }

        public Line tested(ScoreStats stats, List<ScoreAggregated.ItemOutcome> items) {
            return new Line(
                    name,
                    optimizer,
                    round,
                    program,
                    validation,
                    rescored,
                    rescoredOutcomes,
                    stats,
                    items);
        }

        /**
         * The difference that other answers to the same items make: validation minus re-scored
         * (METHOD §3.2). Null until it was scored again.
         */
        public @Nullable Double answerNoise() {
            return rescored == null ? null : validation.mean() - rescored.mean();
        }
    }

    public RunState {
        rounds = List.copyOf(rounds);
        lines = List.copyOf(lines);
    }

    /** This state with another status, and the reason for it. */
    public RunState with(Status other, String why) {
        return new RunState(request, other, phase, rounds, lines, best, why, blocked, serial);
    }

    /** This state with another serial. */
    public RunState as(Serial other) {
        return new RunState(request, status, phase, rounds, lines, best, reason, blocked, other);
    }

    @Override
    public String key() {
        return request.id().value();
    }
}
