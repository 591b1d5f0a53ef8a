package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.services.gateway.tables.KafkaAccess;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.tables.TopicFollower;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

/** What a gateway reads of Kafka: serving tables, projects and states. Thread-safe. */
final class TopicReaders implements AutoCloseable {
    static final String PROJECTS = "projects";
    static final String STATES = "states";

    /** The readers without which the API shows no state. */
    static final List<String> PARTS = List.of(PROJECTS, STATES);

    /** The topics of which the API shows the state. */
    static final List<Topic> VIEWED =
            List.of(
                    Topics.PROMPT_VERSIONS,
                    Topics.PROMPTS,
                    Topics.CONTESTS,
                    Topics.RUNS,
                    Topics.ADAPT_STATE,
                    Topics.DRIFT,
                    Topics.MODEL_STATUS,
                    Topics.BUDGETS,
                    Topics.BUDGET_SPEND);

    private final Settings settings;
    private final Serde<Event> events;
    private final LiveViews views;
    private final KafkaAccess access;
    private final TopicFollower served;
    private final List<TopicFollower> followers;

    /**
     * @param events reads the topics of projects and states
     * @param projects gets the definitions of projects
     * @param table gets each serving table, as JSON
     * @param views get all else
     */
    TopicReaders(
            Settings settings,
            Serde<Event> events,
            ServingTables projects,
            Consumer<String> table,
            LiveViews views,
            KafkaAccess access) {
        this.settings = settings;
        this.events = events;
        this.views = views;
        this.access = access;
        served =
                follower(
                        List.of(Topics.PROMPTS_JSON),
                        record -> table.accept(utf8(record.value())),
                        true,
                        () -> {});
        followers =
                List.of(
                        served,
                        follower(
                                List.of(Topics.PROJECTS),
                                record -> project(projects, record),
                                true,
                                () -> {
                                    projects.projectsComplete();
                                    views.complete().reach(PROJECTS);
                                }),
                        follower(
                                VIEWED,
                                record -> view(event(record), record),
                                false,
                                () -> views.complete().reach(STATES)));
    }

    private TopicFollower follower(
            List<Topic> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> records,
            boolean lastOnly,
            Runnable complete) {
        return new TopicFollower(
                topics.stream().map(topic -> topic.in(settings)).toList(),
                settings.client(),
                access,
                records,
                lastOnly,
                complete);
    }

    /** Starts to read; returns at once. */
    void start() {
        followers.forEach(TopicFollower::start);
    }

    /** Whether all serving tables were read, and changes of them are read. */
    boolean readsTables() {
        return served.following();
    }

    /** Whether all was read, and what follows is read. */
    boolean following() {
        return followers.stream().allMatch(TopicFollower::following);
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
    }

    private void project(ServingTables projects, ConsumerRecord<byte[], byte[]> record) {
        Event event = event(record);
        if (event instanceof ProjectDefined(var project, var serial)) projects.accept(project);
        view(event, record);
    }

    private void view(Event event, ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().substring(settings.prefix().length());
        views.accept(
                event,
                Instant.ofEpochMilli(record.timestamp()),
                new Place(topic, record.partition()),
                record.offset());
    }

    private Event event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return events.deserializer().deserialize(record.topic(), record.value());
        } catch (RegistryUnavailable e) {
            throw new KafkaException("the schema registry is unavailable", e);
        } catch (MalformedRecord e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the table is not UTF-8", e);
        }
    }
}
