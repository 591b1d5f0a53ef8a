package metatextgrad.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.events.TaskSubmitted;
import metatextgrad.wire.FakeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a registry with authentication or its own certificate authority. */
final class RegistryAccessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String PASSWORD = "changeit";

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
    @ValueSource(strings = {"ca.pem", "ca.p12", "ca.jks"})
    void shouldTrustItsOwnCertificateAuthority(String truststore)
            throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext tls = selfSigned();
        try (FakeRegistry registry = new FakeRegistry(tls)) {
            Map<String, String> trusting = new TreeMap<>();
            trusting.put("MTG_REGISTRY_TRUSTSTORE", folder.resolve(truststore).toString());
            if (!truststore.endsWith(".pem"))
                trusting.put("MTG_REGISTRY_TRUSTSTORE_PASSWORD", PASSWORD);
            assertThat(RegistryInfo.of(settings(registry, trusting).registry(), TIMEOUT))
                    .isEqualTo(new RegistryInfo.Reply(200, "3.1.7"));
        }
    }

    @Test
    void shouldTrustNoOtherCertificateAuthority()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (FakeRegistry registry = new FakeRegistry(selfSigned())) {
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

    /** Writes a new certificate to the folder in each format, and returns what serves with it. */
    private SSLContext selfSigned()
            throws IOException, GeneralSecurityException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                keys,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=r",
                "-ext",
                "san=ip:127.0.0.1");
        Path pem = folder.resolve("ca.pem");
        keytool("-exportcert", keys, "-rfc", "-file", pem.toString());
        for (String type : List.of("PKCS12", "JKS"))
            keytool(
                    "-importcert",
                    folder.resolve(type.equals("JKS") ? "ca.jks" : "ca.p12"),
                    "-storetype",
                    type,
                    "-noprompt",
                    "-file",
                    pem.toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    /** Runs the tool of this JDK: it has no public class that creates certificates. */
    private static void keytool(String command, Path store, String... more)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(command, "-alias", "registry", "-keystore", store.toString()));
        line.addAll(List.of("-storepass", PASSWORD));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
