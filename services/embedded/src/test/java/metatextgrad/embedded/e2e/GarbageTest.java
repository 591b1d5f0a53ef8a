package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unreadable records keep no command from reading the others. */
@Tag("broker")
final class GarbageTest {
    private static final List<Topic> READ =
            List.of(Topics.PROJECTS, Topics.INTAKE_INBOX, Topics.RUN_COMMANDS, Topics.RUNS);

    /** No schema id, an unknown schema id, and an id without a record after it. */
    private static final List<byte[]> GARBAGE =
            List.of(
                    new byte[] {1, 2, 3},
                    new byte[] {0, 0, 9, 9, 9, 9},
                    new byte[] {0, 0, 0, 0, 1});

    private static final Pattern LEFT_OUT =
            Pattern.compile("^mtg: skipped \\d+ unreadable records on ");

    @TempDir private Path temp;

    @Test
    void shouldSkipUnreadableRecordsAndReportTheirPlace() throws Exception {
        try (AllInOneForTests all =
                AllInOneForTests.start(
                        temp.resolve("data"), URI.create("http://127.0.0.1:9/v1"), 1)) {
            // Given
            write(all.settings());
            MtgCommand mtg = MtgCommand.on(temp, all.settings());
            Path project = Files.writeString(temp.resolve("p.yaml"), SmallProject.yaml("small"));
            Path tasks =
                    Files.writeString(
                            temp.resolve("t.jsonl"),
                            """
                            {"input": "a", "target": "b", "split": "train"}
                            {"input": "c", "target": "b", "split": "val"}
                            {"input": "d", "target": "b", "split": "test"}
                            """);

            // When
            MtgCommand.Ended applied = mtg.here("projects", "apply", "-f", project.toString());
            MtgCommand.Ended sent =
                    mtg.here(
                            "tasks",
                            "import",
                            "--project",
                            "small",
                            "-f",
                            tasks.toString(),
                            "--set",
                            "s");
            MtgCommand.Ended listed = mtg.here("runs", "ls");
            MtgCommand.Ended unknown = mtg.here("runs", "show", "nope");
            MtgCommand.Ended started =
                    mtg.here("runs", "start", "--project", "small", "--set", "s", "--tasks", "3");

            // Then
            assertThat(applied.out()).isEqualTo("project small is defined, serial 1\n");
            assertThat(sent.out()).isEqualTo("3 tasks sent as set s, 0 rows skipped\n");
            assertThat(listed.code()).as(listed.err()).isZero();
            assertThat(listed.out()).isEqualTo("no runs yet: mtg runs start\n");
            assertThat(unknown.code()).as(unknown.err()).isEqualTo(3);
            assertThat(started.code()).as(started.err()).isEqualTo(78);
            assertThat(started.err()).contains("the splits are too small: 1 train, 1 val, 1 test");
            assertThat(warnings(listed, Topics.RUNS)).hasSize(1);
            // To find a run by its id, only keys are read.
            assertThat(warnings(unknown, Topics.RUNS)).isEmpty();
            assertThat(warnings(started, Topics.INTAKE_INBOX)).hasSize(1);
            assertThat(warnings(applied, Topics.PROJECTS))
                    .hasSize(1)
                    .allSatisfy(
                            line ->
                                    assertThat(line)
                                            .matches(
                                                    ".* mtg.projects, partition 0, offset \\d: \\S.*; to remove it, .* key `odd` .*"));
            assertThat(applied.err()).doesNotContain("\tat ", "Unexpected");
        }
    }

    /** Lines that report left out records of this topic. */
    private static List<String> warnings(MtgCommand.Ended ended, Topic topic) {
        return ended.err()
                .lines()
                .filter(line -> LEFT_OUT.matcher(line).find())
                .filter(line -> line.contains("mtg." + topic.name() + ","))
                .toList();
    }

    private static void write(Settings settings) {
        Map<String, Object> plain = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(plain, new StringSerializer(), new ByteArraySerializer())) {
            for (Topic topic : READ) {
                for (byte[] bytes : GARBAGE)
                    producer.send(new ProducerRecord<>(topic.in(settings), 0, "odd", bytes));
            }
        }
    }
}
