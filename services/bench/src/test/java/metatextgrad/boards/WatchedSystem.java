package metatextgrad.boards;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.services.OpsPages;
import metatextgrad.cli.services.StreamServicePart;
import metatextgrad.config.GatewaySettings;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.embedded.AllInOne;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.ops.ProcessMeters;
import metatextgrad.process.OpenParts;
import metatextgrad.process.ProgramVersion;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Service;
import metatextgrad.trace.Tracing;
import org.apache.kafka.common.serialization.Serde;

/** A whole system in this process, its models and its gateway, and a Prometheus that scrapes it. */
final class WatchedSystem implements AutoCloseable {
    /** The world of its models. */
    static final String WORLD = "demo";

    private static final String HOST = "127.0.0.1";

    /** What a worker may send; far more than the system needs. */
    private static final int REQUESTS_PER_MINUTE = 30_000;

    private final OpenParts parts = new OpenParts();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer models;
    private final AllInOne all;
    private final GatewayServicePart gateway;
    private final Prometheus prometheus;

    /**
     * Blocks until all services are ready.
     *
     * @param folder gets the data of Prometheus
     */
    WatchedSystem(Path folder) throws IOException {
        try {
            LatencyPlan latency = new LatencyPlan.Lognormal(Duration.ofMillis(60), .5);
            models =
                    parts.add(
                            SimulatorServer.start(SimulatorConfig.of(WORLD).withLatency(latency)));
            ModelEndpoint endpoint = endpoint(models.baseUrl());
            all = parts.add(AllInOne.temporary(endpoint, line -> {}));
            Path file =
                    Files.writeString(
                            folder.resolve("gateway.yaml"), "projects: {shop: {sample: 0.5}}\n");
            gateway =
                    parts.add(
                            GatewayServicePart.start(
                                    all.settings(),
                                    endpoint,
                                    new GatewaySettings(0, file),
                                    HOST,
                                    all.meters(),
                                    Tracing.OFF));
            OpsEndpoint pages = parts.add(OpsPages.open(HOST, 0, all, all.meters()));
            prometheus = parts.add(Prometheus.start(folder, pages.port()));
        } catch (IOException | RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    SimulatorServer models() {
        return models;
    }

    AllInOne all() {
        return all;
    }

    Prometheus prometheus() {
        return prometheus;
    }

    /** Starts a second instance of a service, which Prometheus scrapes as a process of its own. */
    Replica join(Service service, Path data) throws IOException {
        Replica replica = parts.add(new Replica(all.settings(), all.events(), service, data));
        prometheus.scrape(service.name() + "-2", replica.page());
        return replica;
    }

    /** Returns the status of one chat completion at the gateway. */
    int complete(String project, String input) throws IOException, InterruptedException {
        String body =
                "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(input);
        URI address =
                URI.create(
                        "http://%s:%d/p/%s/v1/chat/completions"
                                .formatted(HOST, gateway.port(), project));
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer none")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        parts.close();
        http.close();
    }

    /** A second instance of a service. Its page stays open after the service has stopped. */
    static final class Replica implements AutoCloseable {
        private final ProcessMeters meters = new ProcessMeters(ProgramVersion.text());
        private final OpsEndpoint page;
        private final StreamServicePart part;

        private Replica(Settings settings, Serde<Event> events, Service service, Path data)
                throws IOException {
            Settings own =
                    LocalSettings.of(
                            settings.bootstrapServers(),
                            String.valueOf(settings.registryUrl()),
                            "replica",
                            data,
                            settings.partitions());
            part =
                    StreamServicePart.start(
                            service, own, events, new LoopMeters(meters.registry()), Tracing.OFF);
            part.measure(meters.kafka());
            page = OpsPages.open(HOST, 0, part, meters.registry());
        }

        int page() {
            return page.port();
        }

        void stop() {
            part.close();
        }

        @Override
        public void close() {
            page.close();
            part.close();
            meters.close();
        }
    }

    private static ModelEndpoint endpoint(URI models) {
        SortedMap<String, Price> prices = new TreeMap<>();
        for (String name : List.of("student", "critic", "judge", "optimizer", "meta"))
            prices.put("sim-" + name, new Price(2_000_000, 8_000_000));
        ModelEndpoint simulated =
                ModelEndpoints.simulated(models, ModelEndpoints.IN_FLIGHT, REQUESTS_PER_MINUTE);
        return new ModelEndpoint(
                simulated.baseUrl(),
                simulated.key(),
                simulated.keyFile(),
                simulated.servers(),
                simulated.maxInFlight(),
                simulated.maxInFlightPerProject(),
                simulated.drain(),
                simulated.requestsPerMinute(),
                simulated.tokensPerMinute(),
                new Prices(LocalDate.now(ZoneOffset.UTC).minusDays(3), prices),
                simulated.allowRepay());
    }
}
