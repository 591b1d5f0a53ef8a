package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.DeadLetter;
import metatextgrad.model.Event;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerSettings;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.streams.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 5, 7, 12, 18, 20, 26, 39 and RELIABILITY §2.8, of a worker against a real broker. */
final class WorkerBrokerTest {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Serde<Event> ASKERS = EventSerde.local();

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;
    private static Admin admin;

    private final BlockingModel model = new BlockingModel();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<WorkerStatus> statuses = Collections.synchronizedList(new ArrayList<>());
    private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
    private final List<LlmWorker> workers = new ArrayList<>();
    private String prefix = "";

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(folder, 0);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(requests(), PARTITIONS, (short) 1));
        topics.add(
                new NewTopic(ledger(), PARTITIONS, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact,delete")));
        topics.add(new NewTopic(answers(), PARTITIONS, (short) 1));
        admin.createTopics(topics).all().get();
    }

    @AfterEach
    void stopWorkers() {
        model.release();
        workers.forEach(LlmWorker::close);
    }

    @Test
    void shouldBuyEqualContentOnceAndAnswerEachAskOnce() {
        // Given
        worker("one");
        LlmRequest first = ask("2+2?", "slot-1");
        LlmRequest second = ask("2+2?", "slot-2");

        // When
        model.hold();
        send(first, first, second);
        Awaitility.await().atMost(PATIENCE).until(() -> model.calls() == 1);
        model.release();
        List<LlmResponse> both = answered(2);
        send(first, ask("2+2?", "slot-3"), ask("other", "slot-1"));

        // Then
        assertThat(both)
                .extracting(LlmResponse::ask, LlmResponse::text, LlmResponse::paid)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(first.askId(), "2+2?", true),
                        org.assertj.core.groups.Tuple.tuple(second.askId(), "2+2?", false));
        assertThat(answered(4)).filteredOn(LlmResponse::paid).hasSize(2);
        assertThat(model.calls()).isEqualTo(2);
        assertThat(meters.counter("mtg.llm.reused").count()).isEqualTo(2);
        assertThat(meters.counter("mtg.llm.duplicate.paid").count()).isZero();
    }

    @Test
    void shouldBuyNothingAgainAfterARestart() {
        // Given
        LlmWorker before = worker("one");
        LlmRequest[] asks = asks(20);
        send(asks);
        answered(20);
        before.close(Duration.ofSeconds(10));

        // When
        worker("one");
        send(asks);
        send(ask("question 3", "another place"));

        // Then
        List<LlmResponse> all = answered(21);
        assertThat(all.getLast().paid()).isFalse();
        assertThat(all.getLast().text()).isEqualTo("question 3");
        assertThat(model.calls()).isEqualTo(20);
    }

    @Test
    void shouldCarryAtLeastItsCapInFlight() {
        // Given
        int asks = 300;
        LanguageModel slow =
                (spec, messages, seed) -> {
                    Reply reply = model.ask(spec, messages, seed);
                    return reply;
                };
        worker("one", slow);
        model.hold();

        // When
        send(asks(asks));
        Awaitility.await().atMost(PATIENCE).until(() -> model.calls() == WorkerSettings.CAP);
        model.release();

        // Then
        assertThat(answered(asks)).hasSize(asks);
        assertThat(model.mostInside()).isEqualTo(WorkerSettings.CAP);
        assertThat(model.calls()).isEqualTo(asks);
    }

    @Test
    void shouldCountWhatAKilledWorkerLeftInDoubtAndBuyItOnceMore() {
        // Given
        model.hold();
        worker("one");
        send(ask("2+2?", "slot"));
        Awaitility.await().atMost(PATIENCE).until(() -> model.calls() == 1);

        // When
        BlockingModel second = new BlockingModel();
        worker("one", second);
        List<LlmResponse> answers = answered(1);
        model.release();

        // Then
        assertThat(second.calls()).isEqualTo(1);
        assertThat(meters.counter("mtg.llm.duplicate.paid").count()).isEqualTo(1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                workers.getFirst().status() instanceof WorkerStatus.Failed failed
                                        && failed.exit() == 78);
        assertThat(answered(1)).isEqualTo(answers);
    }

    @Test
    void shouldHoldCallsWhileTheKeyIsWrongAndGoOnByItself() {
        // Given
        worker("one");
        IntStream.range(0, 5).forEach(i -> model.says(new Reply.Unavailable("401")));

        // When
        send(asks(4));

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> statuses.contains(new WorkerStatus.ModelUnavailable("401")));
        assertThat(answered(4))
                .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.OK));
        assertThat(statuses.getLast()).isEqualTo(new WorkerStatus.Running());
        assertThat(meters.counter("mtg.llm.duplicate.paid").count()).isZero();
    }

    @Test
    void shouldRecordWhatFailsAndReuseOnlyWhatIsOk() {
        // Given
        worker("one");
        model.says(new Reply.Unusable("empty", new Usage(3, 0)));
        send(ask("2+2?", "slot-1"));
        assertThat(answered(1).getFirst().outcome()).isEqualTo(Outcome.INVALID);

        // When
        send(ask("2+2?", "slot-2"), ask("2+2?", "slot-1"));

        // Then
        assertThat(answered(2).getLast())
                .extracting(LlmResponse::outcome, LlmResponse::paid)
                .containsExactly(Outcome.OK, true);
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    void shouldSayThatAnAnswerHasExpiredAndBuyItForANewAsk() throws Exception {
        // Given
        LlmWorker before = worker("one");
        LlmRequest ask = ask("2+2?", "slot-1");
        send(ask);
        answered(1);
        before.close(Duration.ofSeconds(10));
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++)
            all.put(new TopicPartition(answers(), i), RecordsToDelete.beforeOffset(-1));
        admin.deleteRecords(all).all().get();

        // When
        worker("one");
        send(ask, ask);
        LlmResponse expired = answered(1).getFirst();
        send(ask("2+2?", "slot-2"));

        // Then
        assertThat(expired.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(expired.paid()).isFalse();
        assertThat(answered(2).getLast().paid()).isTrue();
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAPartitionWhoseLedgerIsGone() throws Exception {
        // Given
        LlmWorker before = worker("one");
        send(ask("2+2?", "slot-1"));
        answered(1);
        before.close(Duration.ofSeconds(10));
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++)
            all.put(new TopicPartition(ledger(), i), RecordsToDelete.beforeOffset(-1));
        admin.deleteRecords(all).all().get();

        // When
        LlmWorker after = worker("one");
        send(ask("2+2?", "slot-1"));

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                after.status() instanceof WorkerStatus.Failed failed
                                        && failed.exit() == 78
                                        && failed.reason().contains("--allow-repay"));
        assertThat(model.calls()).isEqualTo(1);
    }

    @Test
    void shouldSetPoisonAsideAndGoOn() throws Exception {
        // Given
        worker("one");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < PARTITIONS; i++)
                producer.send(new ProducerRecord<>(requests(), i, new byte[0], new byte[] {1, 2}))
                        .get();
        }

        // When
        send(asks(4));

        // Then
        assertThat(answered(4)).hasSize(4);
        assertThat(letters).hasSize(PARTITIONS);
        assertThat(letters.getFirst().reason()).isEqualTo("malformed");
    }

    @Test
    void shouldShareThePartitionsOfTwoWorkersWithoutBuyingTwice() {
        // Given
        worker("one");
        send(asks(40));
        answered(40);

        // When
        BlockingModel second = new BlockingModel();
        LlmWorker other = worker("two", second);
        for (int round = 1; round <= 10; round++) {
            send(asks(40 * round, 40 * (round + 1)));
            answered(40 * (round + 1));
        }
        other.close(Duration.ofSeconds(10));
        send(asks(1000, 1040));

        // Then
        assertThat(answered(480)).hasSize(480);
        assertThat(model.calls() + second.calls()).isEqualTo(480);
    }

    private LlmWorker worker(String instance) {
        return worker(instance, model);
    }

    private LlmWorker worker(String instance, LanguageModel asked) {
        WorkerSettings settings =
                WorkerSettings.of(kafka.bootstrapServers(), prefix, instance, WorkerSerde.local());
        LlmWorker worker =
                new LlmWorker(
                        settings,
                        asked,
                        meters,
                        new WorkerReports() {
                            @Override
                            public void status(WorkerStatus status) {
                                statuses.add(status);
                            }

                            @Override
                            public void deadLetter(DeadLetter letter) {
                                letters.add(letter);
                            }
                        });
        workers.add(worker);
        worker.start();
        return worker;
    }

    private LlmRequest ask(String question, String place) {
        return new LlmRequest(
                new ProjectId("demo"),
                new RunId("run"),
                Asker.CANDIDATE,
                "trial",
                0,
                place,
                0,
                0,
                ModelRole.PROGRAM,
                new ModelSpec("small", 0, 100, 30),
                List.of(Message.user(question)),
                0,
                "",
                new NoContext());
    }

    private LlmRequest[] asks(int count) {
        return asks(0, count);
    }

    private LlmRequest[] asks(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ask("question " + i, "slot-" + i))
                .toArray(LlmRequest[]::new);
    }

    private void send(LlmRequest... asks) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (LlmRequest ask : asks) {
                byte[] key = ask.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                byte[] value = ASKERS.serializer().serialize(requests(), ask);
                var unused = producer.send(new ProducerRecord<>(requests(), key, value));
            }
        }
    }

    /** All answers that can be seen, once there are so many; in the order of their partition. */
    private List<LlmResponse> answered(int count) {
        List<LlmResponse> answers = new ArrayList<>();
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(i -> new TopicPartition(answers(), i))
                            .toList());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> record :
                                        consumer.poll(Duration.ofMillis(100)))
                                    answers.add(response(record));
                                return answers.size() >= count;
                            });
        }
        assertThat(answers).hasSize(count);
        return answers;
    }

    private static LlmResponse response(ConsumerRecord<byte[], byte[]> record) {
        return (LlmResponse) ASKERS.deserializer().deserialize(record.topic(), record.value());
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private String requests() {
        return prefix + Topics.LLM_REQUESTS.name();
    }

    private String ledger() {
        return prefix + Topics.LLM_LEDGER.name();
    }

    private String answers() {
        return prefix + Topics.responses(Asker.CANDIDATE).name();
    }
}
