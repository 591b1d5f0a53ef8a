package metatextgrad.cli.runs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.ScoreAggregation;

/**
 * The best program so far of a race that runs. Its steps have scores on small batches only, so only
 * validations count. Pure.
 *
 * @param validation mean score on the validation tasks that count
 */
record RaceLeader(Program program, double validation) {
    /**
     * Returns the best program; the newest of equals. A race first validates on half of the tasks,
     * so the last validation decides which tasks count.
     *
     * @param reports of one run, in the order of the topic
     */
    static Optional<RaceLeader> of(List<ScoreAggregated> reports) {
        List<ScoreAggregated> whole = reports.stream().filter(RaceLeader::isWhole).toList();
        if (whole.isEmpty()) return Optional.empty();
        Set<TaskId> count = tasks(whole.getLast());
        return whole.stream()
                .filter(report -> tasks(report).containsAll(count))
                .map(report -> on(count, report))
                .reduce((best, one) -> one.validation >= best.validation ? one : best);
    }

    /** Returns whether this is a validation that neither failed nor ended early. */
    private static boolean isWhole(ScoreAggregated report) {
        return report.scope() == ScoreAggregated.Scope.TRIAL
                && report.split() == Split.VAL
                && report.status() == ScoreAggregated.Status.OK
                && report.atMost() == null
                && !report.outcomes().isEmpty();
    }

    private static Set<TaskId> tasks(ScoreAggregated report) {
        return report.outcomes().stream().map(ItemOutcome::task).collect(Collectors.toSet());
    }

    private static RaceLeader on(Set<TaskId> tasks, ScoreAggregated report) {
        return new RaceLeader(
                report.program(),
                ScoreAggregation.of(
                                report.outcomes().stream()
                                        .filter(item -> tasks.contains(item.task()))
                                        .map(ItemOutcome::score)
                                        .toList())
                        .mean());
    }
}
