package metatextgrad.cli.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.intake.Traffic;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OptimizersImportCommandTest {
    private static final Project PROJECT = Traffic.project();
    private static final String QUESTION = "one two three four five six seven eight nine";

    @Test
    void shouldCompareASubmissionWithTrainTasksOfSetsAndOfTraffic() {
        TaskSubmitted ofTraffic = task(PROJECT.id(), "t1", null, Split.TRAIN);

        assertThat(copies(List.of(task(PROJECT.id(), "s1", "set", Split.TRAIN)))).hasSize(1);
        assertThat(copies(List.of(new TaskArrived(ofTraffic, Instant.EPOCH)))).hasSize(1);
        assertThat(
                        copies(
                                List.of(
                                        task(PROJECT.id(), "s2", "set", Split.VAL),
                                        task(new ProjectId("other"), "s3", "set", Split.TRAIN))))
                .isEmpty();
    }

    @Test
    void shouldCompareASubmissionWithMoreTasksThanItKeeps() {
        List<Event> tasks = new ArrayList<>();
        for (int i = 0; i < 2 * OptimizersImportCommand.PART; i++)
            tasks.add(task(PROJECT.id(), "other" + i, "question " + i, "set", Split.TRAIN));
        assertThat(copies(tasks)).isEmpty();

        tasks.add(task(PROJECT.id(), "copied", "set", Split.TRAIN));
        assertThat(copies(tasks))
                .containsExactly(
                        "it copies from a question or an answer: `two three four five six seven eight nine`; describe the kind of question instead");
    }

    private static List<String> copies(List<? extends Event> inbox) {
        OptimizerSpec spec =
                new OptimizerSpec(
                        "own",
                        List.of(
                                Strategies.plain("tgd")
                                        .withTaskDescription(
                                                "Say two three four five six seven eight nine.")));
        try (Cluster cluster = new ClusterInMemory().with(Topics.INTAKE_INBOX, inbox).cluster()) {
            return OptimizersImportCommand.copies(cluster, PROJECT, spec);
        }
    }

    private static TaskSubmitted task(
            ProjectId project, String id, @Nullable String set, Split split) {
        return task(project, id, QUESTION, set, split);
    }

    private static TaskSubmitted task(
            ProjectId project, String id, String input, @Nullable String set, Split split) {
        return new TaskSubmitted(project, new TaskId(id), input, "t", set, split, null);
    }
}
