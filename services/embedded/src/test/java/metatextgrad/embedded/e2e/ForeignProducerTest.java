package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.benchmark.DyckTasks;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that knows only a topic and four JSON fields. */
@Tag("broker")
final class ForeignProducerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ITEMS = 250;
    private static final List<String> ODD =
            List.of(
                    "{\"project\": \"foreign\", \"input\": \"\\u0000 \\ud83d\\ude00 \\u202e\\u200d\"}",
                    "{\"project\": \"foreign\", \"input\": \"a\\nb\\t\\\"|/:%\"}");
    private static final List<String> BAD =
            List.of(
                    "not JSON",
                    "",
                    "[]",
                    "{\"project\": \"foreign\", \"input\": 5}",
                    "{\"input\": \"of no project\"}",
                    "{\"project\": \"foreign\", \"inptu\": \"a misspelt field\"}");

    @TempDir private Path temp;

    @Test
    @DisplayName(
            "FAULT 20, 37: tasks of any text without a key are all in the pool of their project")
    void shouldLearnFromPlainJsonWithoutAKey() throws Exception {
        Path project =
                Files.writeString(temp.resolve("foreign.yaml"), SmallProject.yaml("foreign"));
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            MtgCommand mtg = MtgCommand.on(temp, all.settings());
            produce(all.settings(), lines());

            // When
            MtgCommand.Ended applied = mtg.here("projects", "apply", "-f", project.toString());
            MtgCommand.Ended started =
                    mtg.here(
                            "runs",
                            "start",
                            "--project",
                            "foreign",
                            "--set",
                            "brackets",
                            "--tasks",
                            "" + ITEMS);
            assertThat(applied.code()).as(applied.err()).isZero();
            assertThat(started.code()).as(started.err()).isZero();
            String run = started.out().strip();
            MtgCommand.Ended watched = mtg.here("runs", "watch", run);
            MtgCommand.Ended shown = mtg.here("runs", "show", run);

            // Then
            assertThat(watched.code()).as(watched.err()).isZero();
            assertThat(shown.code()).as(shown.err()).isZero();
            assertThat(shown.out())
                    .contains("Better than the seed program: use ")
                    .contains("The best program:")
                    .contains("+++ prompt of");
            assertThat(shown.err().lines()).allMatch(line -> line.startsWith("next: mtg "));
            assertThat(cluster.all(Topics.DEAD_LETTERS, DeadLetter.class))
                    .hasSize(BAD.size())
                    .allMatch(letter -> !letter.message().isBlank());
            assertThat(cluster.all(Topics.INTAKE_INBOX, TaskArrived.class))
                    .extracting(arrived -> arrived.task().input())
                    .contains("\u0000 \ud83d\ude00 \u202e\u200d", "a\nb\t\"|/:%");
        }
    }

    private static List<String> lines() throws Exception {
        List<String> lines = new ArrayList<>(ODD);
        for (TaskSubmitted task : new DyckTasks().generate(new ProjectId("any"), "any", ITEMS, 5)) {
            Map<String, String> fields =
                    Map.of(
                            "project",
                            "foreign",
                            "set",
                            "brackets",
                            "input",
                            task.input(),
                            "target",
                            Objects.requireNonNull(task.target()));
            lines.add(JSON.writeValueAsString(fields));
        }
        for (int i = 0; i < BAD.size(); i++) lines.add(i * 40, BAD.get(i));
        return lines;
    }

    private static void produce(Settings settings, List<String> lines) {
        Map<String, Object> plain =
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        // On a busy machine a partition may take the second batch before the first.
                        "max.in.flight.requests.per.connection",
                        1);
        try (KafkaProducer<byte[], String> producer =
                new KafkaProducer<>(plain, new ByteArraySerializer(), new StringSerializer())) {
            lines.forEach(line -> producer.send(new ProducerRecord<>("mtg.tasks", line)));
        }
    }
}
