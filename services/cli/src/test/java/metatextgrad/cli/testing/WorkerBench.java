package metatextgrad.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Requester;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Topics of one test, workers on them, and a requester. Closing it checks the {@link Canary} and
 * the {@link Invariants}.
 */
public final class WorkerBench implements AutoCloseable {
    public static final int PARTITIONS = 4;

    /** Workers of tests get their model as an object. */
    private static final URI UNUSED = URI.create("http://localhost");

    private static final Serde<Event> ASKERS = EventSerde.local();

    private final String kafka;
    private final String prefix;
    private final Admin admin;
    private final Canary canary = Canary.listening();
    private boolean open = true;
    private boolean whole = true;
    private final List<LlmWorker> workers = new ArrayList<>();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkerMeters counts = new WorkerMeters(meters);
    private final CollectedReports reports = new CollectedReports();
    public final List<WorkerStatus> statuses = reports.statuses();
    public final List<DeadLetter> letters = reports.letters();

    public WorkerBench(String kafka, String prefix)
            throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        this.prefix = prefix;
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        Map<String, String> compacted = Map.of("cleanup.policy", "compact,delete");
        admin.createTopics(
                        List.of(
                                new NewTopic(requests(), PARTITIONS, (short) 1),
                                new NewTopic(answers(), PARTITIONS, (short) 1),
                                topic(Topics.RUN_COMMANDS),
                                topic(Topics.BUDGETS),
                                topic(Topics.BUDGET_SPEND),
                                topic(Topics.MODEL_STATUS),
                                new NewTopic(ledger(), PARTITIONS, (short) 1).configs(compacted)))
                .all()
                .get();
    }

    private NewTopic topic(Topic topic) {
        return new NewTopic(prefix + topic.name(), PARTITIONS, (short) 1);
    }

    public String kafka() {
        return kafka;
    }

    public String prefix() {
        return prefix;
    }

    /** Fails unless a server has seen the calls of the ledger, apart from attempts in doubt. */
    public void requireCalls(long calls) {
        Invariants.requireCalls(Invariants.local(kafka, prefix), calls, Long.MAX_VALUE);
    }

    /** Waits until the group has this many members, each with partitions. */
    public void awaitMembers(int count) {
        Waits.await()
                .until(() -> partitionsOfMembers().stream().filter(of -> of > 0).count() == count);
    }

    /** The number of partitions of each member. */
    public List<Integer> partitionsOfMembers() throws ExecutionException, InterruptedException {
        String group = prefix + LlmWorker.NAME;
        ConsumerGroupDescription described =
                admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        return described == null
                ? List.of()
                : described.members().stream()
                        .map(member -> member.assignment().topicPartitions().size())
                        .toList();
    }

    Admin admin() {
        return admin;
    }

    /** Null for a member without a name. */
    public LlmWorker worker(@Nullable String instance, LanguageModel model) {
        return worker(settings(kafka, prefix, instance), model);
    }

    /** Starts a worker with at most this many calls in flight. */
    public LlmWorker worker(String instance, int cap, LanguageModel model) {
        return worker(instance, cap, cap, model);
    }

    /** Starts a worker with at most this many calls in flight, in total and per project. */
    public LlmWorker worker(String instance, int cap, int projectCap, LanguageModel model) {
        ModelEndpoint usual = ModelEndpoints.simulated(UNUSED);
        ModelEndpoint endpoint =
                new ModelEndpoint(
                        UNUSED,
                        null,
                        null,
                        List.of(),
                        cap,
                        projectCap,
                        usual.drain(),
                        null,
                        null,
                        Prices.NONE,
                        false);
        return worker(settings(kafka, prefix, instance, endpoint), model);
    }

    private LlmWorker worker(WorkerSettings settings, LanguageModel model) {
        LlmWorker worker = new LlmWorker(settings, model, counts, reports);
        workers.add(worker);
        worker.start();
        return worker;
    }

    public static WorkerSettings settings(String kafka, String prefix, @Nullable String instance) {
        return settings(kafka, prefix, instance, ModelEndpoints.simulated(UNUSED));
    }

    private static WorkerSettings settings(
            String kafka, String prefix, @Nullable String instance, ModelEndpoint endpoint) {
        Settings cluster = Invariants.local(kafka, prefix).withInstance(instance);
        return new WorkerSettings(cluster, endpoint, WorkerSerde.local());
    }

    public static LlmRequest ask(String question, String place) {
        return ask("demo", "run", question, place);
    }

    public static LlmRequest ask(String project, String run, String question, String place) {
        StepRef stepRef =
                new StepRef(new ProjectId(project), new RunId(run), new TrialId("trial"), 0, 0);
        return new LlmRequestFactory(Requester.CANDIDATE, stepRef, "trial", place, 0)
                .request(
                        ModelRole.PROGRAM,
                        new ModelSpec("sim-student", 0, 100, 30),
                        List.of(Message.system(Canary.TEXT), Message.user(question)),
                        "",
                        new NoContext());
    }

    /** Requests that share no content. */
    public static LlmRequest[] requests(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ask("question " + i, "slot-" + i))
                .toArray(LlmRequest[]::new);
    }

    public void send(LlmRequest... requests) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (LlmRequest ask : requests) {
                byte[] value = ASKERS.serializer().serialize(requests(), ask);
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        requests(), ask.key().getBytes(UTF_8), value)));
            }
            requireSent(sent);
        }
    }

    /** Whether the worker has written that a request of this run is blocked. */
    public boolean isBlocked(RunId run) {
        return events(prefix + Topics.RUN_COMMANDS.name(), 0, WorkerSerde.local()).stream()
                .anyMatch(
                        event ->
                                event instanceof RunBudgetExhausted held && held.run().equals(run));
    }

    /** Writes events about budgets or runs. */
    public void write(Topic topic, Event event) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            String name = prefix + topic.name();
            byte[] value = ASKERS.serializer().serialize(name, event);
            byte[] key = event.key().getBytes(UTF_8);
            requireSent(List.of(producer.send(new ProducerRecord<>(name, key, value))));
        }
    }

    public void sendToEachPartition(byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++)
                sent.add(producer.send(new ProducerRecord<>(requests(), i, null, value)));
            requireSent(sent);
        }
    }

    private static void requireSent(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new AssertionError("a record did not get to the broker", e);
            }
        }
    }

    /** Waits for this many visible answers and returns all, in the order of their partition. */
    public List<LlmResponse> answered(int count) {
        return events(answers(), count, ASKERS).stream().map(LlmResponse.class::cast).toList();
    }

    private List<Event> events(String topic, int count, Serde<Event> serde) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> all = partitions(topic);
            consumer.assign(all);
            Waits.reading()
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> record :
                                        consumer.poll(Duration.ofMillis(100)))
                                    events.add(
                                            serde.deserializer()
                                                    .deserialize(topic, record.value()));
                                Map<TopicPartition, Long> ends = consumer.endOffsets(all);
                                return events.size() >= count
                                        && all.stream()
                                                .allMatch(p -> consumer.position(p) >= ends.get(p));
                            });
        }
        return events;
    }

    public void deleteAll(String topic) throws ExecutionException, InterruptedException {
        whole = whole && !topic.equals(ledger());
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        partitions(topic).forEach(p -> all.put(p, RecordsToDelete.beforeOffset(-1)));
        admin.deleteRecords(all).all().get();
    }

    public String ledger() {
        return prefix + Topics.LLM_LEDGER.name();
    }

    public String answers() {
        return prefix + Topics.responses(Requester.CANDIDATE).name();
    }

    private String requests() {
        return prefix + Topics.LLM_REQUESTS.name();
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        try (admin;
                canary) {
            workers.forEach(LlmWorker::close);
            if (whole) Invariants.require(kafka, prefix);
            Canary.requireUnseenOn(kafka);
            Canary.requireUnseenIn("metrics", meters.getMetersAsString());
            Canary.requireUnseenIn("status", statuses.toString());
            canary.requireUnheard();
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers", kafka,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                // A partition that has just been made may take the second batch before the first.
                Map.of("bootstrap.servers", kafka, "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
