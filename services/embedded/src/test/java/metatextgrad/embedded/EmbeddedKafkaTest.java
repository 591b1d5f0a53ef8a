package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import metatextgrad.cli.cluster.HangingTransactions;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.KafkaOwner;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.FolderLock;
import metatextgrad.process.StablePort;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class EmbeddedKafkaTest {
    private static final String TOPIC = "tasks";

    @TempDir Path folder;

    @Test
    void shouldKeepRecordsOverARestart() throws Exception {
        // Given
        try (EmbeddedKafka running = EmbeddedKafka.start(folder.resolve("with a blank"), 0)) {
            String kafka = running.bootstrapServers();
            createTopic(kafka);
            produceInTransaction(kafka, "first");
            assertThat(consume(kafka, 1)).containsExactly("first");
        }

        // When
        try (EmbeddedKafka running = EmbeddedKafka.start(folder.resolve("with a blank"), 0)) {
            String kafka = running.bootstrapServers();
            produceInTransaction(kafka, "second");

            // Then
            assertThat(consume(kafka, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void shouldKeepRecordsOverAKill() throws Exception {
        // Given
        Owner owner = Owner.start(KafkaOwner.class, folder);
        createTopic(owner.address());
        produceInTransaction(owner.address(), "first");
        assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                .hasMessageContaining("in use by process " + owner.process().pid());

        // When
        owner.close();

        // Then
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            produceInTransaction(kafka.bootstrapServers(), "second");
            assertThat(consume(kafka.bootstrapServers(), 2)).containsExactly("first", "second");
        }
    }

    @Test
    void shouldEndTheOpenTransactionOfAKilledProducerAtOnce() throws Exception {
        try (EmbeddedKafka running = EmbeddedKafka.start(folder, 0);
                Admin admin = Admin.create(settings(running.bootstrapServers()))) {
            String kafka = running.bootstrapServers();
            createTopic(kafka);
            try (var killed = transacting(kafka, "task-killed", Duration.ofMinutes(10))) {
                killed.send(new ProducerRecord<>(TOPIC, "key", "never committed")).get();

                OpenTransactions.end(admin, "other");
                produceInTransaction(kafka, "committed");
                assertThat(committedEnd(admin)).isZero();
                OpenTransactions.end(admin, "task");

                assertThat(consume(kafka, 1)).containsExactly("committed");
            }
        }
    }

    @Test
    @DisplayName("FAULT 29: the doctor names a transaction that stays open")
    void shouldReportTheTransactionThatStaysOpen() throws Exception {
        try (EmbeddedKafka running = EmbeddedKafka.start(folder, 0);
                Admin admin = Admin.create(settings(running.bootstrapServers()))) {
            String kafka = running.bootstrapServers();
            Settings settings = LoopOwner.settings(kafka, folder, Map.of());
            String tasks = settings.prefix() + "tasks";
            admin.createTopics(List.of(new NewTopic(tasks, 1, (short) 1))).all().get();
            Instant later = Instant.now().plus(Duration.ofMinutes(2));
            try (var open = transacting(kafka, "stays", Duration.ofMinutes(10))) {
                open.send(new ProducerRecord<>(tasks, "key", "never committed")).get();

                assertThat(look(settings, admin, later, () -> {}))
                        .contains("PROBLEM", "so readers stop there: " + tasks + "-0,")
                        .contains("abort --topic " + tasks + " --partition 0 --start-offset 0");
                assertThat(look(settings, admin, Instant.now(), () -> {})).contains("OK");
                // A service that catches up commits old records within seconds.
                Runnable commit =
                        () -> {
                            open.commitTransaction();
                            Waits.await()
                                    .until(
                                            () -> look(settings, admin, later, () -> {}),
                                            found -> found.contains("none is open"));
                        };
                assertThat(look(settings, admin, later, commit)).contains("OK", "none is open");
            }
        }
    }

    private static String look(Settings settings, Admin admin, Instant now, Runnable between) {
        return HangingTransactions.look(settings, admin, InstantSource.fixed(now), between)
                .toString();
    }

    /** Before that the broker lists none, and a transaction about to commit would be aborted. */
    @Test
    void shouldListEveryTransactionOnceTheCoordinatorsAreLoaded() throws Exception {
        List<String> ids = List.of("task-a", "task-b", "task-c", "task-d", "task-e", "task-f");
        Owner owner = Owner.start(KafkaOwner.class, folder);
        createTopic(owner.address());
        for (String id : ids) produceInTransaction(owner.address(), id, id);
        owner.close();

        for (int start = 0; start < 3; start++) requireListedOnceLoaded(ids);
        assertThat(TransactionCoordinators.idOfEach(4)).hasSize(4).doesNotHaveDuplicates();
    }

    /** Looks for them as soon as a start allows it. */
    private void requireListedOnceLoaded(List<String> ids) throws Exception {
        int port = StablePort.any();
        CompletableFuture<EmbeddedKafka> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(folder, port));
        try (Admin admin = Admin.create(settings("127.0.0.1:" + port))) {
            var internal = new ListTopicsOptions().listInternal(true);
            Waits.await()
                    .ignoreExceptions()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () ->
                                    admin.listTopics(internal)
                                            .names()
                                            .get()
                                            .contains("__transaction_state"));
            TransactionCoordinators.awaitLoaded(admin);

            assertThat(admin.listTransactions().all().get())
                    .extracting(TransactionListing::transactionalId)
                    .containsAll(ids);
        } finally {
            starting.join().close();
        }
    }

    /** Else what was aborted stays open for its readers, or is committed with what comes next. */
    @Test
    @DisplayName("FAULT 8: a transaction that timed out while the broker was away")
    void shouldEndATransactionThatTimedOutDuringARestartInEveryLog() throws Exception {
        int port = StablePort.any();
        Owner owner = KafkaOwner.start(folder, port);
        createTopic(owner.address());
        try (var producer = transacting(owner.address(), "slow", Duration.ofMillis(500))) {
            producer.send(new ProducerRecord<>(TOPIC, "key", "never committed")).get();
            owner.close();

            owner = KafkaOwner.start(folder, port);
            awaitAborted(owner.address(), "slow");

            assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
            produceInTransaction(owner.address(), "slow", "next");
            assertThat(consume(owner.address(), 1)).containsExactly("next");
        } finally {
            owner.close();
        }
    }

    @Test
    void shouldRefuseAFolderInUse() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessage(
                            "The data folder %s is in use by process %d. Stop it first, or specify another folder.",
                            folder, ProcessHandle.current().pid());
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldRefuseATakenPortAndFreeTheFolder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageStartingWith(
                            "Kafka cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        FolderLock.take(folder).close();
    }

    @Test
    void shouldRefuseAFolderItCannotWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file.resolve("data"), 0))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageStartingWith("Cannot write to the data folder " + file);
    }

    @Test
    void shouldFormatAgainAfterAHalfDoneFormat() throws IOException {
        Path kafka = KafkaFolder.formatted(folder.resolve("kafka"));
        Files.delete(kafka.resolve("meta.properties"));

        KafkaFolder.formatted(kafka);

        assertThat(kafka.resolve("meta.properties")).exists();
    }

    private static void awaitAborted(String kafka, String id) {
        try (Admin admin = Admin.create(settings(kafka))) {
            Waits.await()
                    .until(
                            () ->
                                    admin.describeTransactions(List.of(id))
                                                    .description(id)
                                                    .get()
                                                    .state()
                                            == TransactionState.COMPLETE_ABORT);
        }
    }

    /** The offset up to which readers of committed records can read. */
    private static long committedEnd(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), committed)
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static void createTopic(String kafka) throws Exception {
        try (Admin admin = Admin.create(settings(kafka))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void produceInTransaction(String kafka, String value) throws Exception {
        produceInTransaction(kafka, "test", value);
    }

    private static void produceInTransaction(String kafka, String id, String value)
            throws Exception {
        try (var producer = transacting(kafka, id, Duration.ofMinutes(1))) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
            producer.commitTransaction();
        }
    }

    /** Returns a producer with an open transaction. */
    private static KafkaProducer<String, String> transacting(
            String kafka, String id, Duration timeout) {
        Map<String, Object> settings = settings(kafka);
        settings.put("transactional.id", id);
        settings.put("transaction.timeout.ms", (int) timeout.toMillis());
        var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private static List<String> consume(String kafka, int count) {
        Map<String, Object> settings = settings(kafka);
        settings.put("isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var values = new ArrayList<String>();
            Waits.reading()
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> each :
                                        consumer.poll(Duration.ofMillis(100))) {
                                    values.add(each.value());
                                }
                                return values.size() >= count;
                            });
            return values;
        }
    }

    private static Map<String, Object> settings(String kafka) {
        return new HashMap<>(Map.of("bootstrap.servers", kafka));
    }
}
