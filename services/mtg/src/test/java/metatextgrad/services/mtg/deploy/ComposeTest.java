package metatextgrad.services.mtg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import metatextgrad.simulator.Main;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.streams.Setting;
import org.junit.jupiter.api.Test;

final class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-[^}]*}");

    private final Compose compose = Compose.read();

    @Test
    void shouldBeReadByCompose() {
        Tool.require("docker-compose");
        assertThat(Tool.run(List.of("docker-compose", "config", "-q")))
                .isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void shouldRunEveryServiceOnce() {
        Map<String, Object> commands = new TreeMap<>();
        compose.services()
                .forEach(
                        (name, service) -> {
                            if (Compose.ours(service)) commands.put(name, service.get("command"));
                        });
        Map<String, Object> wanted = new TreeMap<>();
        Commands.services().forEach(name -> wanted.put(name, List.of(name)));
        wanted.put(Commands.SIMULATOR, List.of(Commands.SIMULATOR));
        wanted.put("init", Commands.TOPICS);
        assertThat(commands).isEqualTo(wanted);
    }

    @Test
    void shouldSetOnlyWhatCanBeSet() {
        Set<String> known = new TreeSet<>(Main.variables());
        for (Setting setting : Setting.values()) known.add(setting.name());
        compose.services()
                .forEach(
                        (name, service) -> {
                            if (Compose.ours(service))
                                assertThat(known)
                                        .containsAll(Compose.environment(service).keySet());
                        });
    }

    @Test
    void shouldConfigureABrokerThatExists() {
        Map<String, Object> environment = Compose.environment(compose.services().get("kafka"));
        Set<String> properties =
                environment.keySet().stream()
                        .filter(name -> name.startsWith("KAFKA_"))
                        .map(name -> name.substring(6).toLowerCase(Locale.ROOT).replace('_', '.'))
                        .collect(Collectors.toSet());
        assertThat(
                        Set.copyOf(
                                scala.jdk.javaapi.CollectionConverters.asJava(
                                        KafkaConfig.configNames())))
                .containsAll(properties);
        assertThat(environment).containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void shouldGiveTheKeyToTheWorkerAlone() {
        compose.services()
                .forEach(
                        (name, service) -> {
                            if (!name.equals(Commands.WORKER))
                                assertThat(Compose.environment(service).keySet())
                                        .noneMatch(key -> key.startsWith("OPENAI_"));
                        });
    }

    @Test
    void shouldKeepStoresOnVolumes() {
        Set<String> mounted =
                Commands.services().stream()
                        .filter(name -> compose.services().get(name).containsKey("volumes"))
                        .collect(Collectors.toSet());
        assertThat(mounted).isEqualTo(Commands.stateful());
        for (String name : mounted) {
            Map<String, Object> service = compose.services().get(name);
            assertThat(service).containsEntry("volumes", List.of(name + ":/data"));
            assertThat(Compose.environment(service)).containsEntry("MTG_DATA", "/data");
        }
    }

    @Test
    void shouldOpenPortsToThisMachineOnly() {
        for (Map<String, Object> service : compose.services().values()) {
            if (service.get("ports") == null) continue;
            assertThat(Compose.list(service.get("ports")))
                    .allSatisfy(
                            port ->
                                    assertThat(String.valueOf(port))
                                            .matches(
                                                    "127\\.0\\.0\\.1:\\$\\{\\w+_PORT:-\\d+}:\\d+"));
        }
    }

    @Test
    void shouldLimitRestartAndWatchEverything() {
        compose.services()
                .forEach(
                        (name, service) ->
                                assertThat(service)
                                        .as(name)
                                        .containsKeys("mem_limit", "restart", "healthcheck")
                                        .doesNotContainKey("container_name"));
        assertThat(Compose.yaml(compose.text())).doesNotContainKey("version");
    }

    @Test
    void shouldAskForHealthWhereItIs() {
        String ops = Setting.MTG_OPS_PORT.standard();
        for (String name : Commands.services())
            assertThat(healthcheck(name))
                    .contains("/dev/tcp/127.0.0.1/" + ops + ";", "GET /health ");
        assertThat(healthcheck(Commands.SIMULATOR))
                .contains("/127.0.0.1/" + SimulatorConfig.PORT + ";");
        assertThat(Compose.environment(compose.services().get(Commands.WORKER)))
                .containsEntry(
                        "OPENAI_BASE_URL",
                        "${OPENAI_BASE_URL:-http://simulator:" + SimulatorConfig.PORT + "/v1}");
    }

    @Test
    void shouldRunTheVersionsThatTestsRun() {
        assertThat(compose.services().get("kafka"))
                .containsEntry("image", "apache/kafka:" + Repository.version("kafka.version"));
        assertThat(compose.services().get("registry"))
                .containsEntry(
                        "image",
                        "apicurio/apicurio-registry:"
                                + Repository.version("apicurio.server.version"));
    }

    @Test
    void shouldDocumentEveryVariable() {
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(compose.text()).results().forEach(found -> used.add(found.group(1)));
        Set<String> documented =
                Pattern.compile("(?m)^#(\\w+)=")
                        .matcher(Repository.read(".env.example"))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(used);
        assertThat(compose.text()).doesNotContainPattern("\\$\\{\\w+}").doesNotContain("latest}-");
    }

    @Test
    void shouldScrapeEveryService() {
        Map<String, Object> prometheus =
                Compose.yaml(Repository.read("services/prometheus/prometheus.yml"));
        Map<String, Object> job =
                Compose.map(Compose.list(prometheus.get("scrape_configs")).get(0));
        Map<String, Object> targets = Compose.map(Compose.list(job.get("static_configs")).get(0));
        assertThat(Compose.list(targets.get("targets")).stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        Commands.services().stream()
                                .map(name -> name + ":" + Setting.MTG_OPS_PORT.standard())
                                .toList());
        assertThat(job).containsEntry("metrics_path", "/metrics");
    }

    @Test
    void shouldHaveAPrometheusConfigurationThatPrometheusReads() {
        Tool.require("promtool");
        Tool.Result result =
                Tool.run(
                        List.of(
                                "promtool",
                                "check",
                                "config",
                                "services/prometheus/prometheus.yml"));
        assertThat(result.status()).as(result.output()).isZero();
    }

    private String healthcheck(String name) {
        Map<String, Object> check = Compose.map(compose.services().get(name).get("healthcheck"));
        return String.valueOf(Compose.list(check.get("test")).getLast());
    }
}
