package metatextgrad.cli.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.json.TaskSet;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mtg tasks import} and {@code send} did.
 *
 * @param set null for tasks of standard input, each of which names its own
 * @param rowsSkipped invalid rows of the file
 * @param tasksBefore how many tasks the set had; 0 for tasks of standard input
 */
record SentTasksView(
        int tasks,
        @Nullable String set,
        int rowsSkipped,
        int tasksBefore,
        @JsonIgnore List<String> next)
        implements View {
    static SentTasksView of(TaskSet set, int tasksBefore) {
        return new SentTasksView(
                set.tasks().size(),
                set.set(),
                set.leftOut().size(),
                tasksBefore,
                List.of(start(set, tasksBefore)));
    }

    /** Intake forwards the tasks one by one, so a run of a new set waits for all of them. */
    private static String start(TaskSet set, int tasksBefore) {
        String start = "mtg runs start --project %s --set %s".formatted(set.project(), set.set());
        long different = set.tasks().stream().map(TaskSubmitted::id).distinct().count();
        return tasksBefore == 0 ? start + " --tasks " + different : start;
    }

    static SentTasksView ofTraffic(TaskSet set) {
        return new SentTasksView(set.tasks().size(), null, set.leftOut().size(), 0, List.of());
    }

    static SentTasksView ofLines(int tasks) {
        return new SentTasksView(tasks, null, 0, 0, List.of());
    }

    /** Returns the view with a command that must come first. */
    SentTasksView before(String command) {
        return new SentTasksView(
                tasks,
                set,
                rowsSkipped,
                tasksBefore,
                Stream.concat(Stream.of(command), next.stream()).toList());
    }

    @Override
    public List<String> text() {
        String sent = Texts.counted(tasks, "task") + " sent";
        if (set == null) return List.of(sent);
        String before =
                tasksBefore == 0
                        ? ""
                        : "; the set already had %s, and a task that is sent again counts once"
                                .formatted(Texts.counted(tasksBefore, "task"));
        return List.of(
                "%s as set %s, %s skipped%s"
                        .formatted(sent, set, Texts.counted(rowsSkipped, "row"), before));
    }
}
