package metatextgrad.experiments.real.tasks;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.input.Inputs;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.json.Resources;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/**
 * The fixed parts of a task with texts from elsewhere. Its project and its prompt are resources.
 *
 * @param train the number of training rows, and of validation rows
 * @param test the most test rows
 */
record TextTask(String name, int train, int test) {
    private static final String SET = "real";

    /** A row, with an id that is the same everywhere. */
    record Row(String id, String input, String target) {}

    Project project() {
        return Inputs.project("the project of " + name, text(".yaml"));
    }

    String handWritten() {
        return text(".hand.txt").stripTrailing();
    }

    /** Returns the number of rows that are not test rows. */
    int others() {
        return 2 * train;
    }

    /** Returns rows for training and validation, and for the test. */
    StudyRows rows(List<Row> others, List<Row> tested, int leftOut) {
        return new StudyRows(
                tasks(others), tasks(tested), train * others.size() / others(), leftOut);
    }

    private List<TaskSubmitted> tasks(List<Row> rows) {
        ProjectId project = project().id();
        List<TaskSubmitted> tasks = new ArrayList<>();
        for (Row row : rows)
            tasks.add(
                    new TaskSubmitted(
                            project,
                            new TaskId(name + "-" + row.id()),
                            row.input(),
                            row.target(),
                            SET,
                            null,
                            null));
        return tasks;
    }

    private String text(String ending) {
        return Resources.text("/real/" + name + ending);
    }
}
