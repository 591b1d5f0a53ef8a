package metatextgrad.experiments.real.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.RightReply;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StudyTasksTest {
    private static final Map<String, String> TARGETS =
            Map.of(
                    "cents", "8805",
                    "dates", "2025-04-03",
                    "pieces", "36",
                    "sections", "games",
                    "letters", "3",
                    "tags", "{\"uses\": [\"editing\", \"viewing\"]}",
                    "functions", "{\"call\": \"none\"}",
                    "mail", "newsletter",
                    "syllogisms", "Yes");

    static Stream<StudyTask> tasks() {
        return StudyTasks.all().stream();
    }

    @Test
    void shouldNameEachTaskOnce() {
        assertThat(StudyTasks.all())
                .extracting(StudyTask::name)
                .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        assertThat(StudyTasks.all().subList(0, 4)).isEqualTo(StudyTasks.first());
    }

    /** The seed prompt must leave something to find, and examples need a right reply. */
    @ParameterizedTest
    @MethodSource("tasks")
    void shouldHaveAProjectWhoseEvaluatorTakesTheTargetsOfTheRows(StudyTask task) {
        LoopSettings loop = task.project().loop();
        TaskSubmitted row = row(task);
        assertThat(Evaluators.problem(loop.evaluator(), loop.reading(), row)).isNull();
        assertThat(RightReply.of(loop.evaluator(), loop.reading(), row)).isPresent();
        String seed = task.project().seed().trainable().getFirst().prompt().value();
        assertThat(task.handWritten()).isNotEqualTo(seed).hasSizeGreaterThan(seed.length());
        assertThat(task.testRows()).isIn(List.of(200, 300, 400));
    }

    private static TaskSubmitted row(StudyTask task) {
        return new TaskSubmitted(
                task.project().id(),
                new TaskId("row"),
                "input",
                TARGETS.get(task.name()),
                null,
                null,
                null);
    }
}
