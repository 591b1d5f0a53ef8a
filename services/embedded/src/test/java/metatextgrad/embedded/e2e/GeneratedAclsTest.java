package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.cli.services.StreamServicePart;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.Repository;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.embedded.BrokerSettings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.KafkaFolder;
import metatextgrad.ops.LoopMeters;
import metatextgrad.process.FolderLock;
import metatextgrad.services.gateway.Gateway;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.Service;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.FakeRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that authenticates and authorizes. Each service has its own user, and exactly the ACLs
 * that {@code mtg topics acls} prints.
 */
@Tag("broker")
final class GeneratedAclsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "mtg-";
    private static final String ADMIN = "broker";

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private FakeRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private SimulatorServer simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = add(SimulatorServer.start(SimulatorConfig.of("demo")));
        registry = add(new FakeRegistry());
        FolderLock lock = FolderLock.take(temp.resolve("data"));
        Properties broker =
                BrokerSettings.properties(KafkaFolder.formatted(temp.resolve("data/kafka")), 0);
        String listener = "listener.name." + BrokerSettings.CLIENTS.toLowerCase(Locale.ROOT);
        broker.put(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        broker.put("sasl.enabled.mechanisms", "PLAIN");
        broker.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        broker.put(listener + ".plain.sasl.jaas.config", users());
        broker.put("authorizer.class.name", StandardAuthorizer.class.getName());
        // The controller's own listener has no users.
        broker.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        kafka = add(EmbeddedKafka.start(lock, broker, 0));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    @Test
    void shouldRunTheLoopWithExactlyTheGeneratedAcls() throws Exception {
        createAcls();
        assertThat(run("topics", "topics", "apply").code()).isZero();
        List<ServicePart> services = new ArrayList<>();
        for (Service service : StreamServicesForTests.all()) services.add(add(started(service)));
        services.add(add(worker()));
        ServicePart gateway = add(gateway());
        services.add(gateway);
        Waits.looking().until(() -> services.stream().allMatch(GeneratedAclsTest::ready));

        Path project = Files.writeString(temp.resolve("p.yaml"), SmallProject.yaml("small"));
        String tasks = Repository.ROOT.resolve("examples/dyck.jsonl").toString();
        operator("projects", "apply", "-f", project.toString());
        operator("tasks", "import", "--project", "small", "-f", tasks, "--set", "s");
        JsonNode run =
                operator(
                        "runs",
                        "start",
                        "--project",
                        "small",
                        "--set",
                        "s",
                        "--tasks",
                        "250",
                        "-o",
                        "json");
        operator("runs", "watch", run.get("run").asText());
        JsonNode versions = operator("prompts", "ls", "-o", "json").get("versions");
        assertThat(versions).hasSize(2);
        operator("prompts", "approve", challenger(versions), "--yes");
        operator("prompts", "promote", "small", "--yes");

        assertThat(run("operator", "doctor").out()).doesNotContainIgnoringCase("authoriz");
        assertThat(services).allMatch(GeneratedAclsTest::ready);
        assertThatThrownBy(() -> write("applications", Topics.PROMPTS))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> write("rollout", Topics.ROLLOUT_COMMANDS))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        write("applications", Topics.LIVE_SCORES);
        Waits.looking().until(() -> gateway.report().json().contains("\"serves 1 projects\""));
        for (Topic topic : List.of(Topics.TASKS, Topics.ANSWERS, Topics.FEEDBACK))
            write(Gateway.NAME, topic);
        assertThatThrownBy(() -> write(Gateway.NAME, Topics.PROMPTS))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** Returns the version that serves nothing yet. */
    private static String challenger(JsonNode versions) {
        for (JsonNode one : versions)
            if (one.get("servesAs").isNull()) return one.get("version").asText();
        throw new AssertionError("every version serves: " + versions);
    }

    private void createAcls() throws Exception {
        List<AclBinding> bindings = new ArrayList<>();
        JsonNode printed =
                JSON.readTree(
                        run("operator", "topics", "acls", "--principal-prefix", USERS, "-o", "json")
                                .out());
        for (JsonNode acl : printed.get("acls"))
            for (JsonNode operation : acl.get("operations")) bindings.add(binding(acl, operation));
        try (Admin admin = Admin.create(settings(ADMIN).client())) {
            admin.createAcls(bindings).all().get();
        }
    }

    private static AclBinding binding(JsonNode acl, JsonNode operation) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.fromString(acl.get("type").asText()),
                        acl.get("name").asText(),
                        PatternType.valueOf(acl.get("pattern").asText().toUpperCase(Locale.ROOT))),
                new AccessControlEntry(
                        acl.get("principal").asText(),
                        "*",
                        AclOperation.fromString(operation.asText()),
                        AclPermissionType.ALLOW));
    }

    private ServicePart started(Service service) {
        Settings settings = settings(USERS + service.name());
        Cluster.requireCompatible(settings);
        return StreamServicePart.start(
                service,
                settings,
                EventSerde.registry(settings.registry()),
                new LoopMeters(meters()),
                Tracing.OFF);
    }

    private ServicePart worker() {
        SettingsReader read = read(USERS + LlmWorker.NAME);
        Cluster.requireCompatible(read.settings());
        return WorkerServicePart.start(
                read.settings(), read.model(), new WorkerMeters(meters()), Tracing.OFF);
    }

    private ServicePart gateway() {
        SettingsReader read = read(USERS + Gateway.NAME);
        return GatewayServicePart.start(
                read.settings(), read.model(), read.gateway(), "127.0.0.1", meters());
    }

    private static PrometheusMeterRegistry meters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    private static boolean ready(ServicePart part) {
        return part.report().ready();
    }

    /** Runs a command of the operator that must succeed; returns its JSON, if it prints any. */
    private JsonNode operator(String... arguments) throws Exception {
        CommandForTests command = run("operator", arguments);
        assertThat(command.code()).as(command.err()).isZero();
        return command.out().startsWith("{")
                ? JSON.readTree(command.out())
                : JSON.createObjectNode();
    }

    private CommandForTests run(String role, String... arguments) {
        return CommandForTests.run(environment(USERS + role), arguments);
    }

    private void write(String role, Topic topic) throws Exception {
        Settings settings = settings(USERS + role);
        try (KafkaProducer<byte[], byte[]> client =
                new KafkaProducer<>(
                        settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            client.send(new ProducerRecord<>(topic.in(settings), new byte[] {1})).get();
        }
    }

    private Settings settings(String user) {
        return read(user).settings();
    }

    private SettingsReader read(String user) {
        return SettingsReader.read(Map.of(), environment(user), null);
    }

    private Map<String, String> environment(String user) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
        environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
        environment.put(
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password(user)));
        environment.put("APICURIO_REGISTRY_URL", registry.address());
        environment.put("MTG_DATA", temp.resolve("services").toString());
        environment.put("MTG_INSTANCE", "one");
        environment.put("MTG_OPS_PORT", "0");
        environment.put("MTG_GATEWAY_PORT", "0");
        environment.put("MTG_PARTITIONS", "2");
        environment.put("OPENAI_BASE_URL", simulator.baseUrl().toString());
        return environment;
    }

    /** All users of the broker, as its login module reads them. */
    private static String users() {
        Stream<String> roles =
                Stream.concat(
                        StreamServicesForTests.all().stream().map(Service::name),
                        Stream.of(
                                LlmWorker.NAME,
                                Gateway.NAME,
                                "topics",
                                "operator",
                                "applications"));
        StringBuilder users =
                new StringBuilder(
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
                                .formatted(ADMIN, password(ADMIN)));
        Stream.concat(Stream.of(ADMIN), roles.map(USERS::concat))
                .forEach(user -> users.append(" user_%s=\"%s\"".formatted(user, password(user))));
        return users.append(';').toString();
    }

    private static String password(String user) {
        return "secret-of-" + user;
    }

    private <T extends AutoCloseable> T add(T one) {
        open.add(one);
        return one;
    }
}
