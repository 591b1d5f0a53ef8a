package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.boards.Board;
import metatextgrad.cli.testing.Repository;
import metatextgrad.config.KafkaProperties;
import metatextgrad.config.Setting;
import metatextgrad.simulator.SimulatorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ChartTest {
    private static boolean isSecret(EnvVar variable) {
        return variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null;
    }

    private static final String VALUES = "metatextgrad.deploy.Chart#VALUES";

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldRunEveryService(String values) {
        Map<String, List<String>> arguments = new TreeMap<>();
        Chart.render(values)
                .pods()
                .forEach(
                        pod ->
                                arguments.put(
                                        Chart.component(pod),
                                        pod.getSpec().getContainers().getFirst().getArgs()));
        Map<String, List<String>> wanted = new TreeMap<>();
        Commands.services().forEach(name -> wanted.put(name, Commands.of(name)));
        wanted.put("topics", Commands.TOPICS);
        wanted.put("doctor", List.of("doctor"));
        if (values.equals("simulator")) wanted.put(Commands.SIMULATOR, List.of(Commands.SIMULATOR));
        assertThat(arguments).isEqualTo(wanted);
    }

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldSetOnlyWhatCanBeSet(String values) {
        Set<String> known = Variables.all();
        known.addAll(KafkaProperties.names());
        // Of the JVM: the values file for production sets it.
        known.add("JAVA_TOOL_OPTIONS");
        Chart.render(values)
                .specs()
                .flatMap(pod -> pod.getContainers().stream())
                .forEach(
                        container -> {
                            // Keys of further servers have names of the operator's choice.
                            List<String> names =
                                    container.getEnv().stream()
                                            .filter(variable -> !isSecret(variable))
                                            .map(EnvVar::getName)
                                            .toList();
                            assertThat(names).isSubsetOf(known).doesNotHaveDuplicates();
                        });
    }

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldNameEachInstanceByItsPod(String values) {
        Chart.render(values)
                .all(StatefulSet.class)
                .forEach(
                        set -> {
                            Map<String, EnvVar> environment =
                                    environment(set.getSpec().getTemplate());
                            EnvVar instance =
                                    Objects.requireNonNull(environment.get("MTG_INSTANCE"));
                            assertThat(instance.getValueFrom().getFieldRef().getFieldPath())
                                    .isEqualTo("metadata.name");
                            assertThat(set.getSpec().getPodManagementPolicy())
                                    .isEqualTo("Parallel");
                        });
    }

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldProbeThePortOfThePages(String values) {
        int ops = Integer.parseInt(Setting.MTG_OPS_PORT.standard());
        Chart.render(values)
                .all(StatefulSet.class)
                .map(set -> set.getSpec().getTemplate())
                .forEach(
                        pod -> {
                            Container container = pod.getSpec().getContainers().getFirst();
                            assertThat(container.getPorts().getFirst().getContainerPort())
                                    .isEqualTo(ops);
                            if (!values.equals("production"))
                                assertThat(pod.getMetadata().getAnnotations())
                                        .containsEntry("prometheus.io/port", "" + ops)
                                        .containsEntry("prometheus.io/path", "/metrics");
                            assertThat(container.getStartupProbe().getHttpGet().getPath())
                                    .isEqualTo("/health/started");
                            assertThat(container.getReadinessProbe().getHttpGet().getPath())
                                    .isEqualTo("/health/ready");
                            assertThat(container.getLivenessProbe().getHttpGet().getPath())
                                    .isEqualTo("/health/live");
                            assertThat(container.getLivenessProbe().getHttpGet().getPort())
                                    .isEqualTo(new IntOrString("ops"));
                        });
    }

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldBeRestricted(String values) {
        Chart.render(values)
                .specs()
                .forEach(
                        pod -> {
                            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                            assertThat(pod.getEnableServiceLinks()).isFalse();
                            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                            assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                                    .isEqualTo("RuntimeDefault");
                            for (Container container : pod.getContainers()) {
                                var security = container.getSecurityContext();
                                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                                assertThat(security.getCapabilities().getDrop())
                                        .containsExactly("ALL");
                                assertThat(container.getResources().getLimits())
                                        .containsKey("memory");
                            }
                        });
    }

    @ParameterizedTest
    @FieldSource(VALUES)
    void shouldSelectItsOwnPods(String values) {
        Chart chart = Chart.render(values);
        List<Map<String, String>> labels =
                chart.pods().map(pod -> pod.getMetadata().getLabels()).toList();
        chart.all(StatefulSet.class)
                .forEach(
                        set ->
                                assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                                        .containsAllEntriesOf(
                                                set.getSpec().getSelector().getMatchLabels()));
        chart.all(PodDisruptionBudget.class)
                .forEach(
                        budget ->
                                assertThat(labels)
                                        .filteredOn(
                                                pod ->
                                                        pod.entrySet()
                                                                .containsAll(
                                                                        budget.getSpec()
                                                                                .getSelector()
                                                                                .getMatchLabels()
                                                                                .entrySet()))
                                        .hasSize(1));
        chart.all(Service.class)
                .forEach(
                        service ->
                                assertThat(labels)
                                        .anyMatch(
                                                pod ->
                                                        pod.entrySet()
                                                                .containsAll(
                                                                        service.getSpec()
                                                                                .getSelector()
                                                                                .entrySet())));
        assertThat(chart.resources().stream().map(resource -> resource.getKind() + name(resource)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheKeyToCallersAlone() {
        Chart.render("model")
                .pods()
                .forEach(
                        pod -> {
                            boolean caller = Commands.CALLERS.contains(Chart.component(pod));
                            assertThat(environment(pod).containsKey("OPENAI_API_KEY_FILE"))
                                    .isEqualTo(caller);
                            assertThat(
                                            pod.getSpec().getVolumes().stream()
                                                    .anyMatch(volume -> volume.getSecret() != null))
                                    .isEqualTo(caller);
                            assertThat(environment(pod)).doesNotContainKey("OPENAI_API_KEY");
                        });
    }

    @Test
    void shouldGiveFurtherServersToCallersAlone() {
        Chart.render("model")
                .pods()
                .forEach(
                        pod -> {
                            var servers = environment(pod).get("MTG_MODEL_SERVERS");
                            var key = environment(pod).get("EU_KEY");
                            if (!Commands.CALLERS.contains(Chart.component(pod))) {
                                assertThat(servers).isNull();
                                assertThat(key).isNull();
                                return;
                            }
                            assertThat(Objects.requireNonNull(servers).getValue())
                                    .isEqualTo(
                                            "http://vllm:8000/v1, https://eu.example.com/v1 EU_KEY");
                            var secret =
                                    Objects.requireNonNull(key).getValueFrom().getSecretKeyRef();
                            assertThat(secret.getName()).isEqualTo("eu-models");
                            assertThat(secret.getKey()).isEqualTo("EU_KEY");
                        });
    }

    @Test
    void shouldKeepStoresOnVolumesByDefault() {
        Set<String> kept =
                Chart.render("model")
                        .all(StatefulSet.class)
                        .filter(set -> !set.getSpec().getVolumeClaimTemplates().isEmpty())
                        .map(set -> Chart.component(set.getSpec().getTemplate()))
                        .collect(Collectors.toSet());
        assertThat(kept).isEqualTo(Commands.stateful());
        assertThat(Chart.render("simulator").all(StatefulSet.class))
                .allMatch(set -> set.getSpec().getVolumeClaimTemplates().isEmpty());
    }

    @Test
    void shouldUseTheAddressOfTheSimulator() {
        Chart chart = Chart.render("simulator");
        Service simulator =
                chart.all(Service.class)
                        .filter(service -> name(service).endsWith("-simulator"))
                        .findFirst()
                        .orElseThrow();
        assertThat(simulator.getSpec().getPorts().getFirst().getPort())
                .isEqualTo(SimulatorConfig.PORT);
        PodTemplateSpec worker =
                chart.pods()
                        .filter(pod -> Chart.component(pod).equals(Commands.WORKER))
                        .findFirst()
                        .orElseThrow();
        assertThat(Objects.requireNonNull(environment(worker).get("OPENAI_BASE_URL")).getValue())
                .isEqualTo("http://" + name(simulator) + ":" + SimulatorConfig.PORT + "/v1");
    }

    /** A worker reads prices once, when it starts. */
    @Test
    void shouldRestartWorkersAloneWhenPricesChange() {
        Chart before = Chart.render("model");
        Chart after = Chart.render("model", Map.of("llm.prices", "models: {}"));

        assertThat(after.pods().filter(pod -> !before.pods().toList().contains(pod)))
                .extracting(Chart::component)
                .containsExactly(Commands.WORKER);
    }

    @Test
    void shouldCreateTopicsBeforeAnythingElse() {
        Job job = Chart.render("model").all(Job.class).findFirst().orElseThrow();
        assertThat(job.getMetadata().getAnnotations())
                .containsEntry(VisibleHooks.HOOK, "pre-install,pre-upgrade");
    }

    @Test
    void shouldIncludeTheBoards() {
        ConfigMap boards = Chart.render("model").all(ConfigMap.class).findFirst().orElseThrow();
        assertThat(boards.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(boards.getData())
                .hasSameSizeAs(Board.all())
                .containsEntry(
                        "mtg-learning.json",
                        Repository.read(Repository.BOARDS.resolve("learning.json")).strip());
    }

    private static String name(HasMetadata resource) {
        return resource.getMetadata().getName();
    }

    private static Map<String, EnvVar> environment(PodTemplateSpec pod) {
        Map<String, EnvVar> environment = new TreeMap<>();
        pod.getSpec()
                .getContainers()
                .forEach(
                        container ->
                                container
                                        .getEnv()
                                        .forEach(
                                                variable ->
                                                        environment.put(
                                                                variable.getName(), variable)));
        return environment;
    }
}
