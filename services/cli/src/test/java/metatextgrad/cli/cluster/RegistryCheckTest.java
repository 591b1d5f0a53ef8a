package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.wire.FakeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryCheckTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void shouldReportThatAccessIsDenied(String password) throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.requireAuthorization("Basic dTpw");
            assertThatThrownBy(() -> RegistryCheck.require(settings(registry, password), TIMEOUT))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageStartingWith(
                            "the schema registry at %s denies access (status 401): set"
                                    .formatted(registry.address()));
        }
    }

    @Test
    void shouldAcceptCredentials() throws IOException {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.requireAuthorization("Basic dTpw");
            RegistryCheck.require(settings(registry, "p"), TIMEOUT);
        }
    }

    private static Settings settings(FakeRegistry registry, String password) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("APICURIO_REGISTRY_URL", registry.address());
        if (!password.isEmpty()) {
            environment.put("MTG_REGISTRY_USER", "u");
            environment.put("MTG_REGISTRY_PASSWORD", password);
        }
        return SettingsReader.read(Map.of(), environment, null).settings();
    }
}
