package metatextgrad.services.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import metatextgrad.model.event.Event;
import metatextgrad.ops.Health;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.api.PromptRoutes;
import metatextgrad.services.gateway.api.Route;
import metatextgrad.services.gateway.console.ConsoleRoutes;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.oidc.OidcClient;
import metatextgrad.services.gateway.proxy.ProxyRoutes;
import metatextgrad.services.gateway.proxy.RequestRoom;
import metatextgrad.services.gateway.proxy.Sampler;
import metatextgrad.services.gateway.proxy.UpstreamCalls;
import metatextgrad.services.gateway.records.KafkaRecords;
import metatextgrad.services.gateway.records.RecordDecoder;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.KeyStreams;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.tables.KafkaAccess;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.traffic.Backlog;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.LagReader;
import metatextgrad.services.gateway.traffic.TrafficRing;
import metatextgrad.services.gateway.traffic.TrafficWriter;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.services.gateway.upstream.Upstreams;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.Signal;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in this process. It answers every request as soon as its port is open, also while Kafka
 * and the registry are away. It is ready with the last tables of its folder, or when it has read
 * all tables, or ten seconds after its start unless Kafka refuses it.
 */
public final class Gateway implements Health, AutoCloseable {
    /** Name of the service. */
    public static final String NAME = "gateway";

    /** The topics of which it counts what waits. */
    public static final List<Topic> COUNTED = LagReader.TOPICS;

    /** The groups that read these, without the prefix. */
    public static final List<String> COUNTED_GROUPS = LagReader.GROUPS;

    /** The topics that it reads, without a group. */
    public static final List<Topic> INPUTS =
            Stream.of(
                            List.of(Topics.PROJECTS, Topics.PROMPTS_JSON),
                            TopicReaders.VIEWED,
                            KafkaRecords.TOPICS)
                    .flatMap(List::stream)
                    .toList();

    /** The rest of the heap is for tables, views and the records that wait for Kafka. */
    static final long ROOM = Runtime.getRuntime().maxMemory() / 4 * 3;

    private final ServingTables tables;
    private final Signal served = new Signal();
    private final LiveViews views = LiveViews.create(TopicReaders.PARTS);
    private final TopicReaders readers;
    private final GatewayHealth health;
    private final TrafficRing ring;
    private final KafkaWriter writer;
    private final LagReader lags;
    private final HttpCalls http;
    private final Upstreams upstreams;
    private final ApiRoutes api;
    private final GatewayServer server;

    private Gateway(GatewayConfig config, Serde<Event> events, GatewayMeters meters, Parts parts)
            throws IOException {
        LiveRules rules = new LiveRules(config.rules());
        KeyLimits limits = new KeyLimits(System::nanoTime);
        tables = new ServingTables(config.settings().dataFolder().resolve(NAME));
        upstreams = new Upstreams(config.upstream(), config.key(), config.servers());
        http = new HttpCalls(parts.silence);
        writer = parts.writer;
        lags = new LagReader(config.settings());
        ring = new TrafficRing(writer::write, meters);
        KafkaAccess access = new KafkaAccess(config.settings().bootstrapServers(), meters);
        readers = new TopicReaders(config.settings(), events, tables, this::accept, views, access);
        health = new GatewayHealth(tables, readers::following, access, System::nanoTime);
        meters.tables(tables::count, readers::readsTables);
        HttpTraces traces = new HttpTraces(config.tracing());
        RequestRoom room = new RequestRoom(parts.room, meters);
        ProxyRoutes proxy =
                new ProxyRoutes(
                        rules,
                        limits,
                        tables,
                        upstreams,
                        new UpstreamCalls(http, meters, traces),
                        meters,
                        new Sampler(views::mayAdapt, ring::add, InstantSource.system()),
                        room,
                        InstantSource.system());
        api =
                new ApiRoutes(
                        rules,
                        limits,
                        new KeyStreams(parts.streams),
                        new PromptRoutes(tables, served),
                        views,
                        writer,
                        Backlog.of(parts.lags == null ? lags::lags : parts.lags),
                        room,
                        InstantSource.system());
        ConsoleRoutes console =
                new ConsoleRoutes(
                        rules,
                        views,
                        parts.records == null
                                ? new KafkaRecords(
                                        config.settings(), new RecordDecoder(events.deserializer()))
                                : parts.records,
                        api,
                        signIn(config, rules),
                        room,
                        InstantSource.system());
        server =
                GatewayServer.open(
                        config.host(),
                        config.port(),
                        room.connections(),
                        new GatewayServer.Routes(proxy, api, console, traces));
    }

    /**
     * What tests replace.
     *
     * @param lags what waits in Kafka; null for what Kafka states
     * @param records past records; null for those of Kafka
     * @param silence how long a model server may send nothing
     * @param streams of events that a key may have
     * @param room bytes of heap for requests in flight
     */
    record Parts(
            KafkaWriter writer,
            @Nullable Supplier<Lags> lags,
            @Nullable RecordReader records,
            Duration silence,
            int streams,
            long room) {

        Parts(KafkaWriter writer) {
            this(writer, null, null, HttpCalls.SILENCE, KeyStreams.MOST, ROOM);
        }
    }

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
        return start(config, events, meters, new Parts(writer));
    }

    static Gateway start(
            GatewayConfig config, Serde<Event> events, GatewayMeters meters, Parts parts)
            throws IOException {
        Gateway gateway = new Gateway(config, events, meters, parts);
        gateway.ring.start();
        gateway.lags.start();
        gateway.readers.start();
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
        return readers.following();
    }

    @Override
    public Report report() {
        return new Report(List.of(health.check()));
    }

    @Override
    public void close() {
        health.close();
        // Streams would last until their clients leave.
        served.close();
        views.changed().close();
        server.close();
        http.close();
        readers.close();
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
}
