package metatextgrad.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.events.TaskSubmitted;
import metatextgrad.wire.FakeRegistry;
import metatextgrad.wire.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a registry with authentication or its own certificate authority. */
final class RegistryAccessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldAuthenticateWithUserAndPassword() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.requireAuthorization("Basic " + base64("reader:s3cret:1"));
            Settings settings =
                    settings(
                            registry,
                            Map.of(
                                    "MTG_REGISTRY_USER",
                                    "reader",
                                    "MTG_REGISTRY_PASSWORD",
                                    "s3cret:1"));
            assertThat(RegistryInfo.of(settings.registry(), TIMEOUT))
                    .isEqualTo(new RegistryInfo.Reply(200, "3.1.7"));
            new SchemaRegistration(settings.registry())
                    .register(Map.of("t", List.of(TaskSubmitted.class)));
            assertThat(registry.artifacts()).hasSize(1);
        }
    }

    @Test
    void shouldAuthenticateWithATokenOfAClient() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.requireAuthorization("Bearer t0ken");
            Settings settings =
                    settings(
                            registry,
                            Map.of(
                                    "MTG_REGISTRY_TOKEN_URL", registry.tokenUrl(),
                                    "MTG_REGISTRY_CLIENT_ID", "mtg",
                                    "MTG_REGISTRY_CLIENT_SECRET", "s3cret",
                                    "MTG_REGISTRY_SCOPE", "registry"));
            assertThat(RegistryInfo.of(settings.registry(), TIMEOUT))
                    .isEqualTo(new RegistryInfo.Reply(200, "3.1.7"));
        }
    }

    @Test
    void shouldReportWrongCredentials() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.requireAuthorization("Basic " + base64("reader:other"));
            Settings settings =
                    settings(
                            registry,
                            Map.of("MTG_REGISTRY_USER", "reader", "MTG_REGISTRY_PASSWORD", "old"));
            assertThat(RegistryInfo.of(settings.registry(), TIMEOUT))
                    .isEqualTo(new RegistryInfo.Reply(401, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"ca.pem, PEM", "ca.p12, PKCS12", "ca.jks, JKS"})
    void shouldTrustItsOwnCertificateAuthority(String truststore, String type)
            throws IOException, GeneralSecurityException, InterruptedException {
        OwnCertificate certificate = OwnCertificate.create(folder);
        try (FakeRegistry registry = new FakeRegistry(certificate.server())) {
            if (!type.equals("PEM")) certificate.writeTo(folder.resolve(truststore), type);
            Map<String, String> trusting = new TreeMap<>();
            trusting.put("MTG_REGISTRY_TRUSTSTORE", folder.resolve(truststore).toString());
            if (!type.equals("PEM"))
                trusting.put("MTG_REGISTRY_TRUSTSTORE_PASSWORD", OwnCertificate.PASSWORD);
            assertThat(RegistryInfo.of(settings(registry, trusting).registry(), TIMEOUT))
                    .isEqualTo(new RegistryInfo.Reply(200, "3.1.7"));
        }
    }

    @Test
    void shouldTrustNoOtherCertificateAuthority()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (FakeRegistry registry = new FakeRegistry(OwnCertificate.create(folder).server())) {
            Settings settings = settings(registry, Map.of());
            assertThatThrownBy(() -> RegistryInfo.of(settings.registry(), TIMEOUT))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Settings settings(FakeRegistry registry, Map<String, String> variables) {
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put("APICURIO_REGISTRY_URL", registry.address());
        return SettingsReader.read(Map.of(), environment, null).settings();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
