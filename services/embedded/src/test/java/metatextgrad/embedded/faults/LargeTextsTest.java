package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.WrittenRecords;
import metatextgrad.config.Settings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.model.Split;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 38: texts up to the limit go through the whole loop; larger ones are refused. */
@Tag("broker")
final class LargeTextsTest {
    private static final String MUCH = "\n" + "x".repeat(100 * 1024);
    private static final int BATCH_BYTES = 512 * 1024;
    private static final int TOO_LARGE = TaskSubmitted.MAX_BYTES + 1;

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 38: tasks of 100 KB end as in memory, batches are cut, larger ones refused")
    void shouldTakeLargeTasksCutBatchesAndRefuseLargerOnes() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run =
                        new FaultRun(
                                kafka.bootstrapServers(), temp.resolve("in"), "0ms", tasks())) {
            Settings settings =
                    LoopOwner.settings(kafka.bootstrapServers(), temp.resolve("loop"), Map.of());
            sendTooLarge(settings);
            run.services(kafka.bootstrapServers(), temp.resolve("loop"));
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();

            run.requireSound(0);

            WrittenRecords written = WrittenRecords.on(settings);
            assertThat(written.all(DeadLetter.class))
                    .extracting(DeadLetter::message)
                    .containsExactly(
                            "input has %d bytes; the maximum is %d"
                                    .formatted(TOO_LARGE, TaskSubmitted.MAX_BYTES));
            List<TaskBatch> batches =
                    written.all(TaskBatch.class).stream()
                            .filter(batch -> batch.split() == Split.VAL)
                            .toList();
            assertThat(batches).allMatch(batch -> bytes(batch) <= BATCH_BYTES);
            assertThat(batches).anyMatch(batch -> bytes(batch) > BATCH_BYTES - MUCH.length());
        }
    }

    /** The validation tasks have more large ones than one batch can hold. */
    private static List<TaskSubmitted> tasks() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = new ArrayList<>();
        int large = 0;
        for (TaskSubmitted task : LoopScenario.tasks(project)) {
            boolean grows = task.split() == Split.TRAIN ? tasks.isEmpty() : large < 8;
            if (grows && task.split() == Split.VAL) large++;
            tasks.add(grows ? with(task, task.input() + MUCH) : task);
        }
        return tasks;
    }

    private static TaskSubmitted with(TaskSubmitted task, String input) {
        return new TaskSubmitted(
                task.project(),
                task.id(),
                input,
                task.target(),
                task.set(),
                task.split(),
                task.group());
    }

    private static void sendTooLarge(Settings settings) throws Exception {
        String task = "{\"project\": \"dyck\", \"input\": \"" + "x".repeat(TOO_LARGE) + "\"}";
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.TASKS.in(settings),
                                    task.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static int bytes(TaskBatch batch) {
        return batch.tasks().stream()
                .mapToInt(task -> task.input().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
