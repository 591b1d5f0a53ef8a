package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.ops.Health;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.api.KafkaDelivery;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.proxy.ProxyRoutes;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.tables.TopicFollower;
import metatextgrad.services.gateway.traffic.TrafficRing;
import metatextgrad.services.gateway.traffic.TrafficWriter;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.services.gateway.upstream.Upstreams;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

/**
 * A gateway in this process. It answers every request as soon as its port is open, also while Kafka
 * and the registry are away. It is ready with the last tables of its folder, or when it has read
 * all tables, or ten seconds after its start.
 */
public final class Gateway implements Health, AutoCloseable {
    /** Name of the service. */
    public static final String NAME = "gateway";

    /** The topics that it reads, without a group. */
    public static final List<Topic> INPUTS = List.of(Topics.PROJECTS, Topics.PROMPTS_JSON);

    /** The first read of the tables takes a second; without Kafka it never ends. */
    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    private final ServingTables tables;
    private final List<TopicFollower> followers;
    private final TrafficRing ring;
    private final TrafficWriter writer;
    private final HttpCalls http = new HttpCalls();
    private final Upstreams upstreams;
    private final GatewayServer server;
    private final long latest = System.nanoTime() + FIRST_READ.toNanos();
    private volatile boolean ready;
    private volatile boolean closing;

    private Gateway(GatewayConfig config, Serde<Event> events, GatewayMeters meters)
            throws IOException {
        LiveRules rules = new LiveRules(config.rules());
        tables = new ServingTables(config.settings().dataFolder().resolve(NAME));
        ready = !tables.projects().isEmpty();
        upstreams = new Upstreams(config.upstream(), config.key(), config.servers());
        writer = new TrafficWriter(config.settings());
        ring = new TrafficRing(writer::write, meters);
        followers = List.of(tableReader(config), projectReader(config, events));
        ProxyRoutes proxy =
                new ProxyRoutes(
                        rules, tables, upstreams, http, meters, ring::add, InstantSource.system());
        ApiRoutes api =
                new ApiRoutes(rules, tables, new KafkaDelivery(writer), InstantSource.system());
        server = GatewayServer.open(config.host(), config.port(), proxy, api);
    }

    /**
     * Starts a gateway. It waits for nothing.
     *
     * @param events reads the topic of projects
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if the gateway's file is not valid, with the reason in one
     *     line
     */
    public static Gateway start(GatewayConfig config, Serde<Event> events, GatewayMeters meters)
            throws IOException {
        Gateway gateway = new Gateway(config, events, meters);
        gateway.ring.start();
        gateway.followers.forEach(TopicFollower::start);
        return gateway;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Returns whether it has read all tables, and reads what follows. */
    public boolean following() {
        return followers.stream().allMatch(TopicFollower::following);
    }

    @Override
    public Report report() {
        boolean following = following();
        ready = ready || following || System.nanoTime() - latest >= 0;
        State state = closing ? State.UNREADY : ready ? State.READY : State.STARTING;
        String detail =
                following
                        ? "serves %d projects".formatted(tables.projects().size())
                        : "serves %d projects by the last tables: Kafka or the registry is away"
                                .formatted(tables.projects().size());
        return new Report(List.of(new Check(NAME, state, closing ? "shutting down" : detail)));
    }

    @Override
    public void close() {
        closing = true;
        server.close();
        http.close();
        followers.forEach(TopicFollower::close);
        ring.close();
        writer.close();
        upstreams.close();
    }

    private TopicFollower tableReader(GatewayConfig config) {
        return new TopicFollower(
                Topics.PROMPTS_JSON.in(config.settings()),
                config.settings().client(),
                value -> tables.accept(utf8(value)),
                () -> {});
    }

    private TopicFollower projectReader(GatewayConfig config, Serde<Event> events) {
        String topic = Topics.PROJECTS.in(config.settings());
        return new TopicFollower(
                topic,
                config.settings().client(),
                value -> project(events, topic, value),
                tables::projectsComplete);
    }

    private void project(Serde<Event> events, String topic, byte[] value) {
        try {
            Event event = events.deserializer().deserialize(topic, value);
            if (event instanceof ProjectDefined(var project, var serial)) tables.accept(project);
        } catch (RegistryUnavailable e) {
            throw new KafkaException("the schema registry is away", e);
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
