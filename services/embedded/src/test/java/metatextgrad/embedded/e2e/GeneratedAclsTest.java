package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.services.ServiceCommand;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.services.gateway.Gateway;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.Service;
import metatextgrad.wire.FakeRegistry;
import metatextgrad.wire.OwnCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A broker that authenticates and authorizes. Each service has its own user, and exactly the ACLs
 * that {@code mtg topics acls} prints.
 */
@Tag("broker")
final class GeneratedAclsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "mtg-";

    /** These users lack one ACL each. */
    private static final String FEWER = "fewer-";

    private static final List<Lacking> LACKING =
            List.of(
                    new Lacking("intake", ResourceType.TOPIC, "task-batches", AclOperation.WRITE),
                    new Lacking("loss", ResourceType.TOPIC, "candidate-outputs", AclOperation.READ),
                    new Lacking("meta", ResourceType.GROUP, "meta", AclOperation.READ),
                    new Lacking(
                            "rollout",
                            ResourceType.TRANSACTIONAL_ID,
                            "rollout-",
                            AclOperation.WRITE),
                    new Lacking("operator", ResourceType.TOPIC, "projects", AclOperation.WRITE));

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static SecureBroker broker;

    @SuppressWarnings("NullAway.Init")
    private static FakeRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private static SimulatorServer simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = add(SimulatorServer.start(SimulatorConfig.of("demo")));
        registry = add(new FakeRegistry());
        broker = add(SecureBroker.start(temp, users()));
        try (Admin admin = Admin.create(settings(SecureBroker.ADMIN).client())) {
            admin.createAcls(printed(USERS, acl -> true)).all().get();
            admin.createAcls(printed(FEWER, GeneratedAclsTest::isLeft)).all().get();
        }
        assertThat(run(USERS + "topics", "topics", "apply").code()).isZero();
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable one : OPEN.reversed()) one.close();
    }

    @Test
    void shouldRunTheLoopWithExactlyTheGeneratedAcls() throws Exception {
        List<ServicePart> services = new ArrayList<>();
        for (Service service : StreamServicesForTests.all())
            services.add(add(ServiceParts.stream(service, read(USERS + service.name()))));
        services.add(add(ServiceParts.worker(read(USERS + LlmWorker.NAME))));
        GatewayServicePart gateway = add(ServiceParts.gateway(read(USERS + Gateway.NAME)));
        services.add(gateway);
        Waits.looking().until(() -> services.stream().allMatch(GeneratedAclsTest::ready));

        Path project = Files.writeString(temp.resolve("p.yaml"), SmallProject.yaml("small"));
        String tasks = SmallProject.tasks(temp).toString();
        operator("projects", "apply", "-f", project.toString());
        operator("tasks", "import", "--project", "small", "-f", tasks, "--set", "s");
        JsonNode run = operator(SmallProject.start("small", "-o", "json"));
        operator("runs", "watch", run.get("run").asText());
        JsonNode versions = operator("prompts", "ls", "-o", "json").get("versions");
        assertThat(versions).hasSize(2);
        String challenger = challenger(versions);
        operator("prompts", "approve", challenger, "--yes");
        operator("prompts", "promote", "small", "--yes");

        assertThat(run(USERS + "operator", "doctor").out())
                .contains("rights", "to read every topic and to write every command");
        assertThat(services).allMatch(GeneratedAclsTest::ready);
        Waits.looking().until(() -> serving(gateway).equals(challenger));
        write("applications", "live-scores");
        for (String topic : List.of("tasks", "answers", "feedback")) write(Gateway.NAME, topic);
    }

    @ParameterizedTest
    @CsvSource({
        "applications, prompts",
        "llm-worker, prompts",
        "gateway, prompts",
        "rollout, rollout-commands",
        "meta, projects",
        "operator, prompts"
    })
    void shouldLetOnlyItsWritersWriteATopic(String role, String topic) {
        assertThatThrownBy(() -> write(role, topic))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** Returns the version with which the gateway answers; blank while it has none. */
    private static String serving(GatewayServicePart gateway) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/p/small/v1/chat/completions"
                                                .formatted(gateway.port())))
                        .header("Authorization", "Bearer sk-own")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"sim-student\",\"messages\":[{\"role\":\"user\",\"content\":\"( [\"}]}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("x-mtg-prompt-version")
                    .orElse("");
        }
    }

    /** Returns the version that serves nothing yet. */
    private static String challenger(JsonNode versions) {
        for (JsonNode one : versions)
            if (one.get("servesAs").isNull()) return one.get("version").asText();
        throw new AssertionError("every version serves: " + versions);
    }

    @ParameterizedTest
    @CsvSource({
        "intake, Write on topic mtg.task-batches",
        "loss, Read on topic mtg.candidate-outputs",
        "meta, Read on group mtg.meta",
        "rollout, Write on transactional id mtg.rollout-*"
    })
    void shouldNameWhatAServiceMayNotDo(String name, String denied) {
        Service service =
                StreamServicesForTests.all().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() -> ServiceCommand.requireTopics(settings(FEWER + name), service))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(denies(FEWER + name, denied));
    }

    @Test
    void shouldNameWhatAPersonMayNotDo() throws Exception {
        Path project = Files.writeString(temp.resolve("other.yaml"), SmallProject.yaml("other"));
        assertThat(run(FEWER + "operator", "projects", "apply", "-f", project.toString()))
                .isEqualTo(refused(denies(FEWER + "operator", "Write on topic mtg.projects")));
        assertThat(run(USERS + "applications", "runs", "ls"))
                .isEqualTo(refused(denies(USERS + "applications", "Read on topic mtg.runs")));
    }

    @Test
    void shouldReportAWrongPasswordAndAnUntrustedBroker() throws Exception {
        Map<String, String> wrong = broker.client(USERS + "operator", "wrong");
        assertThat(CommandForTests.run(environment(wrong), "runs", "ls"))
                .isEqualTo(
                        refused(
                                connection(
                                        "Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512")));
        Map<String, String> other = broker.client(USERS + "operator");
        Path folder = Files.createDirectory(temp.resolve("other"));
        other.put("KAFKA_SSL_TRUSTSTORE_LOCATION", OwnCertificate.create(folder).pem().toString());
        assertThat(CommandForTests.run(environment(other), "runs", "ls"))
                .isEqualTo(
                        refused(
                                connection(
                                        "SSL handshake failed: unable to find valid certification path to requested target")));
    }

    private static CommandForTests refused(String line) {
        return new CommandForTests(Exit.CONFIGURATION.code(), "", "mtg: " + line + "\n");
    }

    private static String denies(String user, String what) {
        return "Kafka at %s denies User:%s %s: add the ACLs that mtg topics acls prints"
                .formatted(broker.kafka().bootstrapServers(), user, what);
    }

    private static String connection(String why) {
        return "Kafka at %s refuses the connection: %s. Check the settings that begin with KAFKA_SASL_ and KAFKA_SSL_."
                .formatted(broker.kafka().bootstrapServers(), why);
    }

    /** An ACL that the user of a role does not have. */
    private record Lacking(String role, ResourceType type, String name, AclOperation operation) {
        boolean isAbout(AclBinding acl) {
            return acl.entry().principal().equals("User:" + FEWER + role)
                    && acl.pattern().resourceType() == type
                    && acl.pattern().name().equals("mtg." + name)
                    && acl.entry().operation() == operation;
        }
    }

    /** Returns the printed ACLs that remain. */
    private static List<AclBinding> printed(String principals, Predicate<AclBinding> remain)
            throws Exception {
        String[] command = {"topics", "acls", "--principal-prefix", principals, "-o", "json"};
        JsonNode printed = JSON.readTree(run(USERS + "operator", command).out());
        return PrintedAcls.bindings(printed).stream().filter(remain).toList();
    }

    private static boolean isLeft(AclBinding acl) {
        return LACKING.stream().noneMatch(one -> one.isAbout(acl));
    }

    private static boolean ready(ServicePart part) {
        return part.report().ready();
    }

    /** Runs a command of the operator that must succeed; returns its JSON, if it prints any. */
    private static JsonNode operator(String... arguments) throws Exception {
        CommandForTests command = run(USERS + "operator", arguments);
        assertThat(command.code()).as(command.err()).isZero();
        return command.out().startsWith("{")
                ? JSON.readTree(command.out())
                : JSON.createObjectNode();
    }

    private static CommandForTests run(String user, String... arguments) {
        return CommandForTests.run(environment(user), arguments);
    }

    private static void write(String role, String topic) throws Exception {
        Settings settings = settings(USERS + role);
        try (KafkaProducer<byte[], byte[]> client =
                new KafkaProducer<>(
                        settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            client.send(new ProducerRecord<>(settings.prefix() + topic, new byte[] {1})).get();
        }
    }

    private static Settings settings(String user) {
        return read(user).settings();
    }

    private static SettingsReader read(String user) {
        return SettingsReader.read(Map.of(), environment(user), null);
    }

    private static Map<String, String> environment(String user) {
        return environment(broker.client(user));
    }

    private static Map<String, String> environment(Map<String, String> client) {
        Map<String, String> environment = new TreeMap<>(client);
        environment.put("APICURIO_REGISTRY_URL", registry.address());
        environment.put("MTG_DATA", temp.resolve("services").toString());
        environment.put("MTG_INSTANCE", "one");
        environment.put("MTG_OPS_PORT", "0");
        environment.put("MTG_GATEWAY_PORT", "0");
        environment.put("MTG_PARTITIONS", "2");
        environment.put("OPENAI_BASE_URL", simulator.baseUrl().toString());
        return environment;
    }

    private static List<String> users() {
        List<String> roles = new ArrayList<>();
        StreamServicesForTests.all().forEach(service -> roles.add(service.name()));
        roles.addAll(List.of(LlmWorker.NAME, Gateway.NAME, "topics", "operator", "applications"));
        return Stream.of(USERS, FEWER)
                .flatMap(prefix -> roles.stream().map(prefix::concat))
                .toList();
    }

    private static <T extends AutoCloseable> T add(T one) {
        OPEN.add(one);
        return one;
    }
}
