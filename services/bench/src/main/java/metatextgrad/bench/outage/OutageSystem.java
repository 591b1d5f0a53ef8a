package metatextgrad.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.bench.load.ServedProject;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.config.Settings;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.OpenParts;
import metatextgrad.process.Ports;
import metatextgrad.process.StablePort;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;

/**
 * Two gateways behind HAProxy, which serve a project, with broker, registry and services: each is a
 * process of its own. The model server is in this process. Used by one thread.
 */
final class OutageSystem implements AutoCloseable {
    static final ProjectId PROJECT = new ProjectId("outage");

    /** The gateway key of the application. */
    static final String KEY = "mtg-0123456789abcdef";

    /** The gateway that fails. */
    static final String FAILING = "a";

    /** The gateway that answers all the time. */
    static final String OTHER = "b";

    private static final Duration START = Duration.ofMinutes(3);
    private static final int PARTITIONS = 3;

    private final OpenParts parts;
    private final Thread hook;
    private final OutagePart kafka;
    private final OutagePart registry;
    private final OutagePart services;
    private final OutageGateway failing;
    private final OutageGateway other;
    private final OutageProxy proxy;
    private final VersionId version;

    private OutageSystem(OpenParts parts, Path folder, Duration check) throws IOException {
        this.parts = parts;
        // Suspended processes do not see that this one ends.
        hook = new Thread(parts::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        int kafkaPort = StablePort.any();
        int registryPort = StablePort.any();
        String brokers = Ports.HOST + ":" + kafkaPort;
        String schemas = "http://%s:%d/apis/registry/v3".formatted(Ports.HOST, registryPort);
        URI models = parts.add(OutageUpstream.start()).baseUrl();
        kafka = part(folder, "kafka", "" + kafkaPort);
        registry = part(folder, "registry", "" + registryPort);
        services = part(folder, "services", brokers, schemas, models.toString());
        kafka.start();
        registry.start();
        Settings settings = LocalSettings.of(brokers, schemas, "bench", folder, PARTITIONS);
        version = serve(settings);
        Path rules = Files.writeString(folder.resolve("gateway.yaml"), rules());
        Map<String, String> environment =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        brokers,
                        "APICURIO_REGISTRY_URL",
                        schemas,
                        "OPENAI_BASE_URL",
                        models.toString(),
                        "OPENAI_API_KEY",
                        "none",
                        "MTG_GATEWAY_FILE",
                        rules.toString());
        failing = gateway(folder, FAILING, environment);
        other = gateway(folder, OTHER, environment);
        proxy =
                parts.add(
                        OutageProxy.start(
                                folder.resolve(OutageProxy.PROGRAM),
                                check,
                                List.of(failing.server(), other.server())));
        awaitUp();
    }

    /**
     * Starts everything but the services, and blocks until both gateways serve.
     *
     * @param check that a gateway may take to answer a health check
     * @throws EnvironmentProblem if a part does not start
     */
    static OutageSystem start(Path folder, Duration check) {
        OpenParts parts = new OpenParts();
        try {
            return new OutageSystem(parts, Files.createDirectories(folder), check);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        } catch (IOException e) {
            parts.close();
            throw Exit.FAILURE.problem(e, "cannot write to %s: %s", folder, e.getMessage());
        }
    }

    OutageProxy proxy() {
        return proxy;
    }

    /** Returns the version that serves. */
    VersionId version() {
        return version;
    }

    /** Makes a part fail. */
    void begin(OutageFault fault) {
        OutagePart part = part(fault);
        if (fault.hangs()) part.suspend();
        else part.kill();
    }

    /** Ends what is still in flight at the gateway that fails. */
    void killGateway() {
        failing.process().kill();
    }

    /** Ends a fault, and blocks until the gateways have written all samples. */
    void end(OutageFault fault) {
        switch (fault.part()) {
            // They run for their own faults only: gateways do not depend on them.
            case SERVICES -> {
                if (fault.hangs()) services.resume();
            }
            case GATEWAY -> failing.process().start();
            case KAFKA, REGISTRY -> {
                if (fault.hangs()) part(fault).resume();
                else part(fault).start();
            }
        }
        awaitUp();
        ConditionWait.until(
                START,
                () -> samples().waiting() == 0 && OutageWrites.isAccepted(feedback()),
                "the gateways did not write their samples after: " + fault.title());
    }

    /** Prepares a fault. */
    void prepare(OutageFault fault) {
        if (fault.part() == OutageFault.Part.SERVICES && !services.isRunning()) services.start();
    }

    /** Returns where applications send feedback. */
    URI feedback() {
        return proxy.address("/api/v1/feedback");
    }

    /** Returns where applications send completions. */
    URI completions() {
        return proxy.address("/p/%s/v1/chat/completions".formatted(PROJECT));
    }

    /** Returns the samples of the gateways that answer. */
    OutageSamples samples() {
        return Stream.of(failing, other)
                .map(OutageGateway::samples)
                .flatMap(Optional::stream)
                .reduce(OutageSamples.NONE, OutageSamples::plus);
    }

    @Override
    public void close() {
        parts.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs.
        }
    }

    private OutagePart part(OutageFault fault) {
        return switch (fault.part()) {
            case SERVICES -> services;
            case KAFKA -> kafka;
            case REGISTRY -> registry;
            case GATEWAY -> failing.process();
        };
    }

    private OutagePart part(Path folder, String name, String... arguments) {
        return parts.add(OutagePart.other(name, folder.resolve(name), List.of(arguments)));
    }

    private OutageGateway gateway(Path folder, String name, Map<String, String> environment) {
        OutageGateway gateway =
                parts.add(new OutageGateway(name, folder.resolve(name), environment));
        gateway.process().start();
        return gateway;
    }

    private void awaitUp() {
        ConditionWait.until(
                START,
                () -> Stream.of(failing, other).allMatch(one -> proxy.isUp(one.server().name())),
                "HAProxy does not send requests to both gateways");
    }

    private static String rules() {
        return """
        keys:
          - {name: app, sha256: %s, projects: [%s], scopes: [feed]}
        projects:
          %2$s: {sample: 0.1}
        """
                .formatted(GatewayRules.hash(KEY), PROJECT);
    }

    /** Defines the project, and publishes its serving table; returns what serves. */
    private static VersionId serve(Settings settings) {
        try (Admin admin = Admin.create(settings.client())) {
            new TopicSetup(admin, settings).apply();
        }
        TopicSchemas.register(settings);
        return ServedProject.serve(PROJECT, settings, EventSerde.registry(settings.registry()));
    }
}
