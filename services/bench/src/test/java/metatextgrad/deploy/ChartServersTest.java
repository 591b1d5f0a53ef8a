package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of the further servers of {@code llm.servers}, of which the values for a model have one. */
final class ChartServersTest {
    @Test
    void shouldSetAKeyOnceThatSeveralServersShare() {
        Chart chart = Chart.render("model", server("EU_KEY", "eu-models"));

        assertThat(chart.pods().filter(pod -> Commands.CALLERS.contains(Chart.component(pod))))
                .hasSameSizeAs(Commands.CALLERS)
                .allSatisfy(
                        pod ->
                                assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                                        .filteredOn(variable -> variable.getName().equals("EU_KEY"))
                                        .singleElement()
                                        .extracting(
                                                variable ->
                                                        variable.getValueFrom()
                                                                .getSecretKeyRef()
                                                                .getName())
                                        .isEqualTo("eu-models"));
    }

    @Test
    void shouldRefuseOneVariableForTheKeysOfTwoSecrets() {
        Map<String, String> other = server("EU_KEY", "us-models");

        assertThatThrownBy(() -> Chart.render("model", other))
                .hasMessageContaining(
                        "llm.servers: EU_KEY is in the secrets eu-models and us-models; name a keyVariable for each");
    }

    /** A process refuses unknown settings, and its own key would go to the other server too. */
    @ParameterizedTest
    @ValueSource(strings = {"MTG_EU_KEY", "KAFKA_SASL_JAAS_CONFIG", "OPENAI_API_KEY"})
    void shouldRefuseNamesOfSettingsForKeys(String variable) {
        Map<String, String> other = server(variable, "us-models");

        assertThatThrownBy(() -> Chart.render("model", other))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining("keyVariable");
    }

    private static Map<String, String> server(String variable, String secret) {
        return Map.of(
                "llm.servers[2].baseUrl", "https://us.example.com/v1",
                "llm.servers[2].keyVariable", variable,
                "llm.servers[2].existingSecret", secret);
    }
}
