package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import metatextgrad.config.Settings;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to their topics: projects, tasks, run commands. Thread-safe. */
public final class EventWriter implements AutoCloseable {
    /** The time that a command waits for an unreachable broker. */
    public static final Duration COMMAND = Duration.ofSeconds(15);

    private static final Duration SERVICE = Duration.ofMinutes(2);

    private final Producer<String, Event> producer;
    private final Settings settings;
    private final TraceContext trace;

    public EventWriter(Settings settings, Serde<Event> events) {
        this(settings, events, SERVICE, TraceContext.NONE);
    }

    /**
     * @param trace of all records
     */
    public EventWriter(
            Settings settings, Serde<Event> events, Duration timeout, TraceContext trace) {
        this(
                settings,
                new KafkaProducer<>(
                        properties(settings, timeout), new StringSerializer(), events.serializer()),
                trace);
    }

    EventWriter(Settings settings, Producer<String, Event> producer, TraceContext trace) {
        this.settings = settings;
        this.producer = producer;
        this.trace = trace;
    }

    /** Returns producer settings: no record is lost or duplicated, and the order is kept. */
    public static Map<String, Object> properties(Settings settings, Duration timeout) {
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        // A new leader may reject the first batch and accept the second. It would then reject the
        // first as out of order until the delivery times out.
        properties.put("max.in.flight.requests.per.connection", 1);
        properties.put("max.request.size", 2 * 1024 * 1024);
        properties.put("max.block.ms", (int) COMMAND.toMillis());
        properties.put("delivery.timeout.ms", (int) timeout.toMillis());
        properties.put("request.timeout.ms", (int) timeout.toMillis() / 4);
        return properties;
    }

    /**
     * Returns once the broker has the record.
     *
     * @throws EnvironmentProblem if the broker does not accept it, with exit code 6, or if the
     *     topic does not exist, with exit code 78
     */
    static void await(Future<RecordMetadata> sent, String topic, Settings settings) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException unreachable)
                throw MissingTopic.is(settings, topic)
                        ? MissingTopic.problem(topic)
                        : Cluster.noBroker(settings.bootstrapServers(), unreachable);
            EnvironmentProblem denied = DeniedAccess.of(settings, AclOperation.WRITE, e);
            if (denied != null) throw denied;
            throw Exit.UNREACHABLE.problem(
                    e,
                    "cannot write to Kafka at %s: %s",
                    settings.bootstrapServers(),
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Writes each event to the topic of its type, and waits until the broker has all. */
    public void send(List<? extends Event> events) {
        sendAll(events.stream().map(event -> record(Topics.of(event), event)).toList());
    }

    /** Writes events to one topic. */
    public void send(Topic topic, List<? extends Event> events) {
        sendAll(events.stream().map(event -> record(topic, event)).toList());
    }

    /** Defines a new project and sends its tasks. */
    public void send(Project project, List<TaskSubmitted> tasks) {
        send(List.of(new ProjectDefined(project, new Serial(1))));
        send(Topics.TASKS, tasks);
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, Event> record(Topic topic, Event event) {
        return new ProducerRecord<>(topic.in(settings), null, event.key(), event, trace.headers());
    }

    private void sendAll(List<ProducerRecord<String, Event>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<String, Event> record : records) {
            Future<RecordMetadata> one = producer.send(record);
            // Without metadata of the topic, each further send would wait as long and fail.
            if (one.isDone()) await(one, record.topic(), settings);
            sent.add(one);
        }
        for (int i = 0; i < sent.size(); i++) await(sent.get(i), records.get(i).topic(), settings);
    }
}
