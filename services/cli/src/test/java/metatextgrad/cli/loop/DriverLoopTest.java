package metatextgrad.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topics;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services end on the bytes of the run in memory, in any order of reading their topics. */
final class DriverLoopTest {
    /** No shrinking: another seed gives another order, not a simpler one. */
    @Tag("long")
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    @Label("FAULT 21: whole histories in any order across topics end on the same bytes")
    void shouldEndOnTheSameBytesForEveryOrderOfTopics(@ForAll long order) {
        assertSameBytes(LoopScenario.project(), order);
    }

    @Test
    void shouldEndOnTheSameBytesWithAJudge() {
        assertSameBytes(LoopScenario.project(EvaluatorSpec.named("judge")), 6);
    }

    private static void assertSameBytes(Project project, long order) {
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        RunState local = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});
        try (DriverLoop loop =
                new DriverLoop(StreamServicesForTests.all(), LoopScenario.model(), order)) {
            loop.write(Topics.PROJECTS, new ProjectDefined(project, new Serial(1)));
            tasks.forEach(task -> loop.write(Topics.TASKS, task));
            loop.write(Topics.RUN_COMMANDS, request);
            assertThat(LoopScenario.result(loop.pump())).isEqualTo(LoopScenario.result(local));
        }
    }

    @Test
    @DisplayName("FAULT 23: gradients that never come: the deadline closes the batch without them")
    void shouldContinueWithoutLostRecords() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        Predicate<Event> lost =
                event ->
                        event instanceof GradientComputed item
                                && item.stepRef().step() == 1
                                && item.slot().number() == 1;
        try (DriverLoop loop =
                new DriverLoop(StreamServicesForTests.all(), LoopScenario.model(), 1, lost)) {
            loop.write(Topics.PROJECTS, new ProjectDefined(project, new Serial(1)));
            tasks.forEach(task -> loop.write(Topics.TASKS, task));
            loop.write(Topics.RUN_COMMANDS, LoopScenario.request(project, tasks));
            assertThat(loop.pump().status()).isEqualTo(RunState.Status.FINISHED);
            assertThat(loop.emitted())
                    .filteredOn(OptimizerState.class::isInstance)
                    .map(OptimizerState.class::cast)
                    .filteredOn(state -> state.stepRef().step() == 1)
                    .isNotEmpty()
                    .allSatisfy(
                            state ->
                                    assertThat(state.reason())
                                            .isEqualTo("2 of 3 train items have a score"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("FAULT 22: clocks that are an hour off, or jump by one, change no byte")
    void shouldEndOnTheSameBytesForAnyTimeOfRecords(long seed) {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        RunState local = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});
        Random jumps = new Random(seed);
        Instant now = Instant.parse("2026-03-29T00:59:00Z");
        try (DriverLoop loop =
                new DriverLoop(
                        StreamServicesForTests.all(),
                        LoopScenario.model(),
                        seed,
                        event -> false,
                        () -> now.plus(jumps.nextLong(-3600, 3601), ChronoUnit.SECONDS))) {
            loop.write(Topics.PROJECTS, new ProjectDefined(project, new Serial(1)));
            tasks.forEach(task -> loop.write(Topics.TASKS, task));
            loop.write(Topics.RUN_COMMANDS, request);
            assertThat(LoopScenario.result(loop.pump())).isEqualTo(LoopScenario.result(local));
            assertThat(loop.emitted())
                    .filteredOn(BatchClosed.class::isInstance)
                    .isNotEmpty()
                    .allMatch(
                            closed -> ((BatchClosed) closed).reason() == BatchClosed.Reason.COUNT);
        }
    }
}
