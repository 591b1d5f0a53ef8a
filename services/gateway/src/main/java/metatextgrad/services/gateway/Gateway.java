package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.ops.Health;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.api.PromptRoutes;
import metatextgrad.services.gateway.api.Route;
import metatextgrad.services.gateway.console.ConsoleRoutes;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.oidc.OidcClient;
import metatextgrad.services.gateway.proxy.ProxyRoutes;
import metatextgrad.services.gateway.proxy.UpstreamCalls;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.tables.TopicFollower;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.traffic.Backlog;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.LagReader;
import metatextgrad.services.gateway.traffic.TrafficRing;
import metatextgrad.services.gateway.traffic.TrafficWriter;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.services.gateway.upstream.Upstreams;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.Signal;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in this process. It answers every request as soon as its port is open, also while Kafka
 * and the registry are away. It is ready with the last tables of its folder, or when it has read
 * all tables, or ten seconds after its start.
 */
public final class Gateway implements Health, AutoCloseable {
    /** Name of the service. */
    public static final String NAME = "gateway";

    /** The topics that it reads, without a group. */
    public static final List<Topic> INPUTS =
            List.of(
                    Topics.PROJECTS,
                    Topics.PROMPTS_JSON,
                    Topics.RUNS,
                    Topics.PROMPTS,
                    Topics.PROMPT_VERSIONS,
                    Topics.CONTESTS,
                    Topics.ADAPT_STATE,
                    Topics.DRIFT,
                    Topics.MODEL_STATUS,
                    Topics.BUDGETS,
                    Topics.BUDGET_SPEND);

    /** The topics of which it counts what waits. */
    public static final List<Topic> COUNTED = LagReader.TOPICS;

    /** The groups that read these, without the prefix. */
    public static final List<String> COUNTED_GROUPS = LagReader.GROUPS;

    /** The topics of which the API shows the state. */
    private static final List<Topic> VIEWED =
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

    /** The first read of the tables takes a second; without Kafka it never ends. */
    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    static final String PROJECTS = "projects";
    static final String STATES = "states";

    private final ServingTables tables;
    private final Signal served = new Signal();
    private final LiveViews views = LiveViews.create(List.of(PROJECTS, STATES));
    private final List<TopicFollower> followers;
    private final TrafficRing ring;
    private final KafkaWriter writer;
    private final LagReader lags;
    private final HttpCalls http;
    private final Upstreams upstreams;
    private final ApiRoutes api;
    private final GatewayServer server;
    private final long latest = System.nanoTime() + FIRST_READ.toNanos();
    private volatile boolean ready;
    private volatile boolean closing;

    private Gateway(GatewayConfig config, Serde<Event> events, GatewayMeters meters, Parts parts)
            throws IOException {
        LiveRules rules = new LiveRules(config.rules());
        KeyLimits limits = new KeyLimits(System::nanoTime);
        tables = new ServingTables(config.settings().dataFolder().resolve(NAME));
        ready = !tables.projects().isEmpty();
        upstreams = new Upstreams(config.upstream(), config.key(), config.servers());
        http = new HttpCalls(parts.silence);
        writer = parts.writer;
        lags = new LagReader(config.settings());
        ring = new TrafficRing(writer::write, meters);
        followers =
                List.of(
                        tableReader(config),
                        projectReader(config, events),
                        viewReader(config, events));
        HttpTraces traces = new HttpTraces(config.tracing());
        ProxyRoutes proxy =
                new ProxyRoutes(
                        rules,
                        limits,
                        tables,
                        upstreams,
                        new UpstreamCalls(http, meters, traces),
                        meters,
                        ring::add,
                        InstantSource.system());
        api =
                new ApiRoutes(
                        rules,
                        limits,
                        new PromptRoutes(tables, served),
                        views,
                        writer,
                        Backlog.of(parts.lags == null ? lags::lags : parts.lags),
                        InstantSource.system());
        ConsoleRoutes console =
                new ConsoleRoutes(rules, views, api, signIn(config, rules), InstantSource.system());
        server =
                GatewayServer.open(
                        config.host(),
                        config.port(),
                        new GatewayServer.Routes(proxy, api, console, traces));
    }

    /**
     * What tests replace.
     *
     * @param lags what waits in Kafka; null for what Kafka states
     * @param silence how long a model server may send nothing
     */
    record Parts(KafkaWriter writer, @Nullable Supplier<Lags> lags, Duration silence) {}

    /**
     * Starts a gateway. It waits for nothing.
     *
     * @param events reads the topics of projects and states, and writes commands
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if the gateway's file is not valid, with the reason in one
     *     line
     */
    public static Gateway start(GatewayConfig config, Serde<Event> events, GatewayMeters meters)
            throws IOException {
        KafkaWriter writer = new TrafficWriter(config.settings(), events);
        return start(config, events, meters, new Parts(writer, null, HttpCalls.SILENCE));
    }

    static Gateway start(
            GatewayConfig config, Serde<Event> events, GatewayMeters meters, Parts parts)
            throws IOException {
        Gateway gateway = new Gateway(config, events, meters, parts);
        gateway.ring.start();
        gateway.lags.start();
        gateway.followers.forEach(TopicFollower::start);
        return gateway;
    }

    /** Returns what the API shows. */
    LiveViews views() {
        return views;
    }

    /** Returns the routes of the API. */
    List<Route> routes() {
        return api.routes();
    }

    /** Takes a serving table over. */
    void accept(String table) {
        tables.accept(table);
        served.raise();
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
        // Streams would last until their clients leave.
        served.close();
        views.changed().close();
        server.close();
        http.close();
        followers.forEach(TopicFollower::close);
        lags.close();
        ring.close();
        writer.close();
        upstreams.close();
    }

    private static @Nullable OidcClient signIn(GatewayConfig config, LiveRules rules) {
        if (config.clientSecret() != null)
            return new OidcClient(config.clientSecret(), InstantSource.system());
        if (rules.now().oidc() == null) return null;
        throw new IllegalArgumentException(
                config.rules() + ": oidc needs the client's secret in MTG_CONSOLE_CLIENT_SECRET");
    }

    private TopicFollower tableReader(GatewayConfig config) {
        return new TopicFollower(
                List.of(Topics.PROMPTS_JSON.in(config.settings())),
                config.settings().client(),
                record -> accept(utf8(record.value())),
                () -> {});
    }

    private TopicFollower projectReader(GatewayConfig config, Serde<Event> events) {
        return new TopicFollower(
                List.of(Topics.PROJECTS.in(config.settings())),
                config.settings().client(),
                record -> {
                    Event event = event(events, record);
                    if (event instanceof ProjectDefined(var project, var serial))
                        tables.accept(project);
                    view(config, event, record);
                },
                () -> {
                    tables.projectsComplete();
                    views.complete().reach(PROJECTS);
                });
    }

    private TopicFollower viewReader(GatewayConfig config, Serde<Event> events) {
        return new TopicFollower(
                VIEWED.stream().map(topic -> topic.in(config.settings())).toList(),
                config.settings().client(),
                record -> view(config, event(events, record), record),
                () -> views.complete().reach(STATES));
    }

    private void view(GatewayConfig config, Event event, ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().substring(config.settings().prefix().length());
        views.accept(
                event,
                Instant.ofEpochMilli(record.timestamp()),
                new Place(topic, record.partition()),
                record.offset());
    }

    private static Event event(Serde<Event> events, ConsumerRecord<byte[], byte[]> record) {
        try {
            return events.deserializer().deserialize(record.topic(), record.value());
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
