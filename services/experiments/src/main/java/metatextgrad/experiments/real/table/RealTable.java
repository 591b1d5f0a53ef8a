package metatextgrad.experiments.real.table;

import java.util.List;
import metatextgrad.experiments.real.StudyRow;
import metatextgrad.experiments.real.StudyTask;

/**
 * The table of real models, drawn from the filled cells.
 *
 * @param calls the most calls of the searches
 * @param seeds the number of seeds that are wanted
 */
public record RealTable(
        long calls, int seeds, List<TaskTable> tasks, List<RealExpectation> expectations) {
    public RealTable {
        tasks = List.copyOf(tasks);
        expectations = List.copyOf(expectations);
    }

    /**
     * Returns the table. A task outside of the first ones is shown only if it has a cell.
     *
     * @param first the tasks that are measured first
     * @param tasks all tasks
     */
    public static RealTable of(
            List<StudyRow> rows,
            List<StudyTask> first,
            List<StudyTask> tasks,
            long calls,
            int seeds) {
        List<String> names = first.stream().map(StudyTask::name).toList();
        List<TaskTable> tables =
                tasks.stream()
                        .map(task -> TaskTable.of(task, rows, calls, seeds))
                        .filter(table -> names.contains(table.task()) || !table.isEmpty())
                        .toList();
        List<TaskTable> judged =
                tables.stream().filter(table -> names.contains(table.task())).toList();
        return new RealTable(calls, seeds, tables, RealExpectations.of(judged, rows, tasks));
    }
}
