package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.json.TaskSet;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class SentTasksViewTest {
    private static final ProjectId PROJECT = new ProjectId("p");
    private static final TaskSet SET =
            new TaskSet(
                    PROJECT,
                    "s",
                    List.of(new TaskSubmitted(PROJECT, new TaskId("t"), "x", "y", "s", null, null)),
                    List.of(),
                    0);
    private static final TaskSet TWICE =
            new TaskSet(
                    PROJECT,
                    "s",
                    List.of(SET.tasks().getFirst(), SET.tasks().getFirst()),
                    List.of(),
                    0);

    @Test
    void shouldReportThatTheSetAlreadyHadTasks() {
        assertThat(SentTasksView.of(SET, 0).text())
                .containsExactly("1 task sent as set s, 0 rows skipped");
        assertThat(SentTasksView.of(SET, 250).text())
                .containsExactly(
                        "1 task sent as set s, 0 rows skipped; the set already had 250 tasks, and a task that is sent again counts once");
        assertThat(
                        SentTasksView.ofTraffic(
                                        new TaskSet(PROJECT, "s", SET.tasks(), List.of("bad"), 0))
                                .rowsSkipped())
                .isEqualTo(1);
        assertThat(SentTasksView.ofLines(1).text()).containsExactly("1 task sent");
        assertThat(SentTasksView.ofLines(2).text()).containsExactly("2 tasks sent");
    }

    @Test
    void shouldNameTheNextCommand() {
        assertThat(SentTasksView.of(SET, 0).next())
                .containsExactly("mtg runs start --project p --set s --tasks 1");
        assertThat(SentTasksView.of(TWICE, 0).next())
                .containsExactly("mtg runs start --project p --set s --tasks 1");
        assertThat(SentTasksView.of(SET, 250).next())
                .containsExactly("mtg runs start --project p --set s");
        assertThat(new AppliedProjectView("p", 1, true, false).next())
                .containsExactly("mtg tasks import --project p -f FILE");
    }
}
