package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Repository;
import metatextgrad.config.Setting;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartValuesTest {
    /** Settings that other values set, or that the chart sets itself. */
    private static final Set<Setting> OWN =
            Set.of(
                    Setting.KAFKA_BOOTSTRAP_SERVERS,
                    Setting.APICURIO_REGISTRY_URL,
                    Setting.MTG_INSTANCE,
                    Setting.MTG_DATA,
                    Setting.MTG_OPS_PORT,
                    Setting.MTG_GATEWAY_PORT,
                    Setting.MTG_GATEWAY_FILE,
                    Setting.MTG_CONSOLE_CLIENT_SECRET,
                    Setting.MTG_CONSOLE_CLIENT_SECRET_FILE,
                    Setting.MTG_DRAIN,
                    Setting.MTG_PRICES,
                    Setting.MTG_MODEL_SERVERS,
                    Setting.MTG_REGISTRY_PASSWORD,
                    Setting.MTG_REGISTRY_CLIENT_SECRET,
                    Setting.MTG_REGISTRY_TRUSTSTORE,
                    Setting.MTG_REGISTRY_TRUSTSTORE_PASSWORD,
                    Setting.OPENAI_BASE_URL,
                    Setting.OPENAI_API_KEY,
                    Setting.OPENAI_API_KEY_FILE);

    private static final Pattern DESCRIBED = Pattern.compile("(?m)^ *# -- .+\n *([\\w-]+):");

    @Test
    void shouldPassHelmsOwnChecks() {
        LintResult result = new Helm(Repository.CHART).lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrapServer=x",
                "services.intake.replica=2",
                "services.candidate.storage=1Gi",
                "services.gateway.replicas=1",
                "settings.MTG_PARTITOINS=3",
                "settings.MTG_OPS_HOST=127.0.0.1",
                "settings.KAFKA_SASL_JAAS_CONFIG=secret",
                "settings.OPENAI_API_KEY=secret",
                "settings.MTG_REGISTRY_PASSWORD=secret",
                "settings.MTG_CONSOLE_CLIENT_SECRET=secret",
                "gateway.clientSecret=secret",
                "kafka.auth.type=scram",
                "kafka.auth.type=tls",
                "networkPolicy.kafka.port=9092",
                "autoscaling.minReplicas=0",
                "autoscaling.cooldownSeconds=3601",
                "extraEnv[0].key=A",
                "topologySpreadConstraints[0].maxSkew=1",
                "llm.apiKey=secret",
                "llm.servers[0].baseUrl=vllm:8000/v1",
                "llm.servers[0].key=secret",
                "registry.url=registry:8081"
            })
    void shouldRefuseMisspeltValuesAndSecrets(String value) {
        String[] parts = value.split("=", 2);
        assertThatThrownBy(
                        () -> new Helm(Repository.CHART).template().set(parts[0], parts[1]).call())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void shouldTakeEverySettingThatIsNotItsOwn() {
        JsonNode schema = Yaml.read(Repository.read("helm/metatextgrad/values.schema.json"));
        Set<String> wanted =
                Arrays.stream(Setting.values())
                        .filter(setting -> !OWN.contains(setting))
                        .map(Setting::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Yaml.names(schema.path("properties").path("settings").path("properties")))
                .isEqualTo(wanted);
    }

    @Test
    void shouldDescribeEveryValue() {
        String text = Repository.read("helm/metatextgrad/values.yaml");
        Set<String> described =
                DESCRIBED
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        JsonNode values = Yaml.read(text);
        for (String name : Yaml.names(values)) {
            if (!described.contains(name))
                assertThat(described).as(name).containsAll(Yaml.names(values.path(name)));
        }
    }

    /** Editors show the descriptions of the schema, and people read those of the values. */
    @Test
    void shouldDescribeEveryValueAlikeInItsSchema() {
        JsonNode schema = Yaml.read(Repository.read("helm/metatextgrad/values.schema.json"));
        List<String> inSchema = new ArrayList<>();
        schema.findValues("description").forEach(text -> inSchema.add(text.asText()));
        List<String> inValues =
                Pattern.compile("(?m)^ *# -- (.+)$")
                        .matcher(Repository.read("helm/metatextgrad/values.yaml"))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(inSchema).containsExactlyInAnyOrderElementsOf(inValues);
    }

    @Test
    void shouldNameATopicThatExists() {
        Matcher named =
                Pattern.compile("-t \\{\\{ default \"([^\"]*)\" [^}]*}}(\\S+)")
                        .matcher(Repository.read("helm/metatextgrad/templates/NOTES.txt"));
        assertThat(named.find()).isTrue();
        assertThat(named.group(1)).isEqualTo(Setting.MTG_PREFIX.standard());
        assertThat(Topics.all().stream().map(Topic::name)).contains(named.group(2));
    }
}
