package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.intake.Traffic;
import metatextgrad.json.TaskSet;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TasksCommandTest {
    private static final Project PROJECT = Traffic.project();
    private static final TaskSet SET =
            new TaskSet(
                    PROJECT.id(),
                    "s",
                    List.of(
                            new TaskSubmitted(
                                    PROJECT.id(), new TaskId("t"), "input", "r", "s", null, null)),
                    List.of(),
                    0);

    @Test
    void shouldNotConsiderAFolderAProjectFile() {
        assertThat(Path.of("src")).isDirectory();
        assertThat(TasksCommand.isFile("src")).isFalse();
        assertThat(TasksCommand.isFile("pom.xml")).isTrue();
        assertThat(TasksCommand.isFile("missing.yaml")).isTrue();
        assertThat(TasksCommand.isFile("dyck")).isFalse();
    }

    @Test
    void shouldNameTheCommandThatDefinesAProject() {
        ClusterInMemory topics =
                new ClusterInMemory(Topics.PROJECTS, Topics.TASK_COUNTS, Topics.TASKS);
        try (Cluster cluster = topics.cluster();
                EventWriter client = topics.writer()) {
            assertThat(TasksCommand.send(cluster, client, SET, false, "p.yaml").next())
                    .containsExactly(
                            "mtg projects apply -f p.yaml",
                            "mtg runs start --project %s --set s --tasks 1"
                                    .formatted(PROJECT.id()));

            client.send(List.of(new ProjectDefined(PROJECT, new Serial(1))));

            assertThat(TasksCommand.send(cluster, client, SET, false, "p.yaml").next())
                    .containsExactly(
                            "mtg runs start --project %s --set s --tasks 1"
                                    .formatted(PROJECT.id()));
        }
    }

    @Test
    void shouldReadAllRowsOfABigBenchFileThatIsSentAsTraffic(@TempDir Path temp) throws Exception {
        String examples =
                IntStream.range(0, 300)
                        .mapToObj("{\"input\": \"question %d\", \"target\": \"1\"}"::formatted)
                        .collect(Collectors.joining(","));
        Path file =
                Files.writeString(temp.resolve("bench.json"), "{\"examples\": [" + examples + "]}");
        ToolOptions tool = new ToolOptions();

        assertThat(tool.tasks(file, PROJECT, true, false).tasks()).hasSize(300);
        assertThat(tool.tasks(file, PROJECT, false, false).tasks()).hasSize(250);
    }
}
