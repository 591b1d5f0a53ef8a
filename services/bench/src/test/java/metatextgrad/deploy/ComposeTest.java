package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.cli.testing.Repository;
import metatextgrad.config.Setting;
import metatextgrad.simulator.SimulatorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

final class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-[^}]*}");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^#(\\w+)=");

    private static final String PROJECT = "services/embedded/src/main/resources/projects/live.yaml";

    private final Compose compose = Compose.read();

    @ParameterizedTest
    @ValueSource(strings = {"", "load"})
    void shouldBeReadByCompose(String profile) {
        // Older ones refuse the name of the project at the top of the file.
        Tool.require("docker-compose", "2.3.3");
        assertThat(Tool.run(List.of("docker-compose", "--profile", profile, "config", "-q")))
                .isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void shouldRunEveryServiceOnce() {
        Map<String, List<String>> commands = new TreeMap<>();
        for (String name : compose.ours())
            commands.put(name, Yaml.texts(compose.service(name).path("command")));
        Map<String, List<String>> wanted = new TreeMap<>();
        Commands.services().forEach(name -> wanted.put(name, Commands.of(name)));
        wanted.put(Commands.SIMULATOR, List.of(Commands.SIMULATOR));
        wanted.put("init", Commands.TOPICS);
        commands.keySet().removeAll(load());
        assertThat(commands).isEqualTo(wanted);
    }

    @Test
    void shouldSendTrafficWithTheProfileLoadAlone() {
        String project = Yaml.read(Repository.read(PROJECT)).path("id").asText();
        assertThat(load()).containsExactly("traffic", "traffic-project", "traffic-start");
        assertThat(Yaml.texts(compose.service("traffic-project").path("volumes")))
                .containsExactly("./" + PROJECT + ":/project.yaml:ro");
        assertThat(command("traffic-project"))
                .containsExactly("projects", "apply", "--file=/project.yaml");
        assertThat(command("traffic-start")).containsExactly("adapt", "start", project);
        assertThat(command("traffic")).startsWith("demo", "traffic", project);
        for (String name : load()) {
            JsonNode service = compose.service(name);
            assertThat(Yaml.texts(service.path("profiles"))).containsExactly("load");
            // With a command of the image: embedded, which has another `demo`, is not in it.
            List<String> words = command(name).subList(0, 2);
            assertThat(CommandTree.leaves()).containsKey(String.join(" ", words));
        }
    }

    @Test
    void shouldBuildTheOneImage() {
        for (String name : compose.ours())
            assertThat(compose.service(name).path("build").asText()).as(name).isEqualTo(".");
    }

    @Test
    void shouldSetOnlyWhatCanBeSet() {
        Set<String> known = Variables.all();
        for (String name : compose.ours())
            assertThat(Yaml.names(compose.environment(name))).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void shouldConfigureABrokerThatExists() {
        Set<String> properties =
                Yaml.names(compose.environment("kafka")).stream()
                        .filter(name -> name.startsWith("KAFKA_"))
                        .map(name -> name.substring(6).toLowerCase(Locale.ROOT).replace('_', '.'))
                        .collect(Collectors.toSet());
        assertThat(CollectionConverters.asJava(KafkaConfig.configNames())).containsAll(properties);
        assertThat(compose.environment("kafka").path("KAFKA_AUTO_CREATE_TOPICS_ENABLE").asText())
                .isEqualTo("false");
    }

    @Test
    void shouldGiveTheKeyToCallersAlone() {
        for (String name : compose.services()) {
            if (Commands.CALLERS.contains(name)) continue;
            assertThat(Yaml.names(compose.environment(name)))
                    .as(name)
                    .noneMatch(variable -> variable.startsWith("OPENAI_"));
        }
    }

    @Test
    void shouldKeepStoresOnVolumes() {
        for (String name : Commands.services()) {
            List<String> wanted =
                    Commands.stateful().contains(name) || name.equals(Commands.GATEWAY)
                            ? List.of(name + ":/data")
                            : List.of();
            assertThat(Yaml.texts(compose.service(name).path("volumes"))).isEqualTo(wanted);
            assertThat(compose.environment(name).path("MTG_DATA").asText()).isEqualTo("/data");
        }
    }

    @Test
    void shouldOpenPortsToThisMachineOnly() {
        for (String name : compose.services())
            assertThat(Yaml.texts(compose.service(name).path("ports")))
                    .as(name)
                    .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\$\\{\\w+_PORT:-\\d+}:\\d+"));
    }

    @Test
    void shouldLimitRestartAndWatchEverything() {
        for (String name : compose.services())
            assertThat(Yaml.names(compose.service(name)))
                    .as(name)
                    .contains("mem_limit", "restart", "healthcheck")
                    .doesNotContain("container_name");
        assertThat(compose.json().has("version")).isFalse();
    }

    @Test
    void shouldCheckHealthAtItsAddress() {
        String ops = Setting.MTG_OPS_PORT.standard();
        for (String name : Commands.services())
            assertThat(compose.healthcheck(name))
                    .contains("/dev/tcp/127.0.0.1/" + ops + ";", "GET /health/ready ");
        assertThat(compose.healthcheck(Commands.SIMULATOR))
                .contains("/127.0.0.1/" + SimulatorConfig.PORT + ";");
        assertThat(compose.environment(Commands.WORKER).path("OPENAI_BASE_URL").asText())
                .isEqualTo("${OPENAI_BASE_URL:-http://simulator:" + SimulatorConfig.PORT + "/v1}");
    }

    @Test
    void shouldRunTheVersionsThatTestsRun() {
        assertThat(compose.service("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + Repository.version("kafka.image.version"));
        assertThat(compose.service("registry").path("image").asText())
                .isEqualTo(
                        "apicurio/apicurio-registry:"
                                + Repository.version("apicurio.server.version"));
    }

    @Test
    void shouldDocumentEveryVariable() {
        Set<String> documented = found(DOCUMENTED, Repository.read(".env.example"));
        assertThat(documented).isEqualTo(found(VARIABLE, compose.text()));
        assertThat(compose.text())
                .as("every variable has a default")
                .doesNotContainPattern("\\$\\{\\w+}");
    }

    @Test
    void shouldScrapeEveryService() {
        JsonNode job =
                Yaml.read(Repository.read("services/prometheus/prometheus.yml"))
                        .path("scrape_configs")
                        .path(0);
        assertThat(Yaml.texts(job.path("static_configs").path(0).path("targets")))
                .containsExactlyInAnyOrderElementsOf(
                        Commands.services().stream()
                                .map(name -> name + ":" + Setting.MTG_OPS_PORT.standard())
                                .toList());
        assertThat(job.path("metrics_path").asText()).isEqualTo("/metrics");
    }

    @Test
    void shouldHaveAConfigurationThatPrometheusReads() {
        Tool.require("promtool");
        String file = "services/prometheus/prometheus.yml";
        Tool.Result result = Tool.run(List.of("promtool", "check", "config", file));
        assertThat(result.status()).as(result.output()).isZero();
    }

    private Set<String> load() {
        return compose.services().stream()
                .filter(name -> compose.service(name).has("profiles"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> command(String service) {
        return Yaml.texts(compose.service(service).path("command"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
