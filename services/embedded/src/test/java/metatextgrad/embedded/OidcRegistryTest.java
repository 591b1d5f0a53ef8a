package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.cluster.RegistryCheck;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.testing.OidcProvider;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.Wire;
import metatextgrad.wire.registry.AccessDenied;
import metatextgrad.wire.registry.SchemaRegistration;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that accepts tokens of an OpenID Connect provider only, by the roles in them. */
@Tag("broker")
final class OidcRegistryTest {
    private static final String TOPIC = "adapt-commands";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CLIENTS =
            """
            [{"id": "reader", "secret": "s3cret-of-1", "roles": ["sr-readonly"]},
             {"id": "topics", "secret": "s3cret-of-2", "roles": ["sr-developer"]},
             {"id": "other", "secret": "s3cret-of-3", "roles": []}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static OidcProvider provider;

    @SuppressWarnings("NullAway.Init")
    private static RegistryProcess registry;

    @SuppressWarnings("NullAway.Init")
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        provider = OidcProvider.start(temp, CLIENTS);
        Path folder = Files.createDirectories(temp.resolve("registry/tmp")).getParent();
        RegistryLog log = new RegistryLog(temp.resolve("registry.log"));
        ProcessBuilder command = RegistryCommand.of(RegistryHome.find(), folder, log.file(), 0);
        command.command()
                .addAll(
                        command.command().indexOf("-cp"),
                        List.of(
                                "-Dquarkus.oidc.tenant-enabled=true",
                                "-Dquarkus.oidc.auth-server-url=" + provider.issuer(),
                                "-Dquarkus.oidc.token.audience=urn:registry",
                                "-Dapicurio.auth.role-based-authorization=true"));
        registry = RegistryProcess.start(command, new ChildProcessFile(folder.resolve("pid")));
        Waits.await().until(() -> log.address().isPresent() || !registry.isAlive());
        url = log.address().orElseThrow() + "/apis/registry/v3";
    }

    @AfterAll
    static void end() throws Exception {
        if (registry != null) registry.stop();
        if (provider != null) provider.close();
    }

    @Test
    void shouldWriteAndReadRecordsWithTokens() {
        RegistryCheck.require(client("topics", "s3cret-of-2"), TIMEOUT);
        RegistryCheck.require(client("reader", "s3cret-of-1"), TIMEOUT);
        new SchemaRegistration(client("topics", "s3cret-of-2").registry())
                .register(Map.of(TOPIC, List.of(Wire.avroType(AdaptStopped.class))));
        Event event = new AdaptStopped(new ProjectId("p"), Instant.EPOCH, "ada@here");
        byte[] written = serde().serializer().serialize(TOPIC, event);
        assertThat(serde().deserializer().deserialize(TOPIC, written)).isEqualTo(event);
    }

    @Test
    void shouldReportThatCredentialsAreMissing() {
        assertDenied(Map.of(), "status 401");
    }

    @Test
    void shouldReportAClientWithoutARole() {
        assertDenied(variables("other", "s3cret-of-3"), "status 403");
    }

    @Test
    void shouldReportAWrongSecret() {
        assertDenied(
                variables("reader", "wrong-secret"),
                "no token, invalid_client: client authentication failed");
    }

    @Test
    void shouldReportAtOnceThatAClientMayNotWrite() {
        SchemaRegistration reading =
                new SchemaRegistration(client("reader", "s3cret-of-1").registry());
        assertThatThrownBy(() -> reading.register(Map.of()))
                .isInstanceOf(AccessDenied.class)
                .hasMessage(
                        "status 403, User is not authorized to perform the requested operation.");
    }

    @Test
    void shouldReportAMissingProvider() {
        Map<String, String> variables = new TreeMap<>(variables("reader", "s3cret-of-1"));
        variables.put("MTG_REGISTRY_TOKEN_URL", provider.issuer() + "/absent");
        assertThatThrownBy(() -> RegistryCheck.require(settings(variables), Duration.ofSeconds(10)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "no schema registry answers at %s to tokens of %s/absent: Not Found: Not Found. Check APICURIO_REGISTRY_URL and MTG_REGISTRY_TOKEN_URL."
                                .formatted(url, provider.issuer()));
    }

    private static void assertDenied(Map<String, String> variables, String why) {
        assertThatThrownBy(() -> RegistryCheck.require(settings(variables), TIMEOUT))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageStartingWith(
                        "the schema registry at %s denies access (%s): set ".formatted(url, why));
    }

    /** Returns a new serde each time: it knows no schema. */
    private static Serde<Event> serde() {
        return EventSerde.registry(client("reader", "s3cret-of-1").registry());
    }

    private static Settings client(String id, String secret) {
        return settings(variables(id, secret));
    }

    private static Map<String, String> variables(String id, String secret) {
        return Map.of(
                "MTG_REGISTRY_TOKEN_URL", provider.tokenUrl(),
                "MTG_REGISTRY_CLIENT_ID", id,
                "MTG_REGISTRY_CLIENT_SECRET", secret);
    }

    private static Settings settings(Map<String, String> variables) {
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put("APICURIO_REGISTRY_URL", url);
        return SettingsReader.read(Map.of(), environment, null).settings();
    }
}
