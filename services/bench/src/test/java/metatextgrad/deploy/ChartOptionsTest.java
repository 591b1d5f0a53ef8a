package metatextgrad.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What platform teams turn on: off by default, and right when it is on. */
final class ChartOptionsTest {
    /** What the plan of the ACLs names the users of the job and of people. */
    private static final Map<String, String> USERS =
            Map.of("topics", "mtg-topics", "doctor", "mtg-operator");

    @Test
    void shouldRenderNothingOptionalByDefault() {
        Chart defaults = Chart.render("defaults");
        assertThat(defaults.resources())
                .extracting(resource -> resource.getKind())
                .doesNotContain("PodMonitor", "ScaledObject", "NetworkPolicy");
    }

    @Test
    void shouldGiveEachServiceTheCertificateOfItsOwnUser() {
        Chart.render("strimzi")
                .pods()
                .forEach(
                        pod -> {
                            String component = Chart.component(pod);
                            String user = USERS.getOrDefault(component, "mtg-" + component);
                            assertThat(secret(pod, "kafka-user")).isEqualTo(user);
                            assertThat(secret(pod, "kafka-ca")).isEqualTo("loop-cluster-ca-cert");
                            assertThat(value(pod, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SSL");
                            assertThat(value(pod, "KAFKA_SSL_KEYSTORE_PASSWORD"))
                                    .isEqualTo(user + "/user.password");
                            assertThat(value(pod, "KAFKA_SSL_TRUSTSTORE_PASSWORD"))
                                    .isEqualTo("loop-cluster-ca-cert/ca.password");
                            assertThat(value(pod, "KAFKA_SSL_KEYSTORE_LOCATION"))
                                    .isEqualTo(mounted(pod, "kafka-user") + "/user.p12");
                            assertThat(value(pod, "KAFKA_SSL_TRUSTSTORE_LOCATION"))
                                    .isEqualTo(mounted(pod, "kafka-ca") + "/ca.p12");
                        });
    }

    @Test
    void shouldLetOpenShiftChooseTheUserAndReadAScramUser() {
        Chart.render("openshift")
                .pods()
                .forEach(
                        pod -> {
                            var security = pod.getSpec().getSecurityContext();
                            assertThat(security.getRunAsUser()).isNull();
                            assertThat(security.getRunAsGroup()).isNull();
                            assertThat(security.getFsGroup()).isNull();
                            assertThat(value(pod, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_SSL");
                            assertThat(value(pod, "KAFKA_SASL_MECHANISM"))
                                    .isEqualTo("SCRAM-SHA-512");
                            assertThat(value(pod, "KAFKA_SASL_JAAS_CONFIG"))
                                    .isEqualTo("mtg/sasl.jaas.config");
                            assertThat(value(pod, "KAFKA_SSL_KEYSTORE_LOCATION")).isNull();
                        });
    }

    @Test
    void shouldGiveEveryPodTheRegistrysCredentialsAndAuthorities() {
        Chart.render("production")
                .pods()
                .forEach(
                        pod -> {
                            assertThat(value(pod, Setting.MTG_REGISTRY_TRUSTSTORE.name()))
                                    .isEqualTo(mounted(pod, "registry-ca") + "/ca.crt");
                            assertThat(secret(pod, "registry-ca")).isEqualTo("registry-ca");
                            assertThat(container(pod).getEnvFrom())
                                    .filteredOn(source -> source.getSecretRef() != null)
                                    .extracting(source -> source.getSecretRef().getName())
                                    .containsExactly(
                                            "kafka-client",
                                            Chart.component(pod).equals("topics")
                                                    ? "registry-developer"
                                                    : "registry-client");
                            assertThat(mounted(pod, "plugins")).isEqualTo("/plugins");
                            assertThat(mounted(pod, "bundle")).isEqualTo("/etc/bundle");
                            assertThat(pod.getSpec().getPriorityClassName()).isEqualTo("batch");
                        });
    }

    @Test
    void shouldKeepTheProtocolOfTheSettings() {
        Chart.render("production")
                .pods()
                .forEach(
                        pod -> {
                            assertThat(secret(pod, "kafka-ca")).isEqualTo("kafka-ca");
                            assertThat(value(pod, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_SSL");
                        });
    }

    @Test
    void shouldSendAPersonToOneGatewayAndApplicationsToAll() {
        Map<String, String> affinities = new HashMap<>();
        Chart.render("production")
                .all(Service.class)
                .forEach(
                        service ->
                                affinities.put(
                                        service.getMetadata().getName(),
                                        String.valueOf(service.getSpec().getSessionAffinity())));
        assertThat(affinities)
                .containsEntry("mtg-metatextgrad-console", "ClientIP")
                .containsEntry("mtg-metatextgrad-gateway", "null");
    }

    @Test
    void shouldScaleWorkersOnTheLagOfTheirRequests() {
        Chart chart = Chart.render("production");
        JsonNode scaled = json(chart.untyped("ScaledObject").findFirst().orElseThrow());
        JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
        String prefix = Setting.MTG_PREFIX.standard();
        assertThat(trigger.path("topic").asText()).isEqualTo(prefix + Topics.LLM_REQUESTS.name());
        assertThat(trigger.path("consumerGroup").asText()).isEqualTo(prefix + Commands.WORKER);
        Map<String, @Nullable Integer> replicas = new HashMap<>();
        chart.all(StatefulSet.class)
                .forEach(
                        set ->
                                replicas.put(
                                        set.getMetadata().getName(), set.getSpec().getReplicas()));
        String target = scaled.at("/spec/scaleTargetRef/name").asText();
        assertThat(replicas).containsKey(target);
        assertThat(replicas.remove(target)).isNull();
        assertThat(replicas.values()).doesNotContainNull();
    }

    @Test
    void shouldMonitorPodsInsteadOfAnnotatingThem() {
        Chart chart = Chart.render("production");
        JsonNode monitor = json(chart.untyped("PodMonitor").findFirst().orElseThrow());
        JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
        assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        chart.all(StatefulSet.class)
                .map(set -> set.getSpec().getTemplate())
                .forEach(
                        pod -> {
                            assertThat(container(pod).getPorts().getFirst().getName())
                                    .isEqualTo(endpoint.path("port").asText());
                            assertThat(pod.getMetadata().getAnnotations())
                                    .containsOnlyKeys("linkerd.io/inject");
                            assertThat(pod.getMetadata().getLabels())
                                    .containsEntry("team", "prompts");
                        });
    }

    @Test
    void shouldAllowModelsToCallersAlone() {
        List<JsonNode> policies =
                Chart.render("production").untyped("NetworkPolicy").map(this::json).toList();
        assertThat(policies).hasSize(4);
        JsonNode all = policies.getFirst().path("spec");
        assertThat(all.at("/podSelector/matchLabels").has("app.kubernetes.io/component")).isFalse();
        assertThat(all.path("egress").findValuesAsText("port"))
                .containsExactly("53", "53", "9093", "443", "4318");
        JsonNode job = policies.get(1).path("spec");
        assertThat(job.at("/podSelector/matchLabels/app.kubernetes.io~1component").asText())
                .isEqualTo("topics");
        assertThat(job.path("egress")).isEqualTo(all.path("egress"));
        JsonNode callers = policies.get(2).path("spec");
        assertThat(Yaml.texts(callers.at("/podSelector/matchExpressions/0/values")))
                .containsExactlyInAnyOrderElementsOf(Commands.CALLERS);
        assertThat(callers.path("egress").findValuesAsText("port")).containsExactly("443");
        JsonNode gateway = policies.getLast().path("spec");
        assertThat(gateway.at("/podSelector/matchLabels/app.kubernetes.io~1component").asText())
                .isEqualTo(Commands.GATEWAY);
        assertThat(gateway.path("ingress").findValuesAsText("port")).containsExactly("http");
        assertThat(gateway.path("egress").findValuesAsText("port")).containsExactly("443");
        assertThat(gateway.at("/egress/0/to/0/ipBlock/cidr").asText()).isEqualTo("10.20.1.0/24");
    }

    @Test
    void shouldGiveTheSecretOfTheSignInToTheGatewayAlone() {
        String setting = Setting.MTG_CONSOLE_CLIENT_SECRET_FILE.name();
        Chart.render("production")
                .pods()
                .forEach(
                        pod -> {
                            if (!Chart.component(pod).equals(Commands.GATEWAY)) {
                                assertThat(value(pod, setting)).isNull();
                                return;
                            }
                            assertThat(value(pod, setting))
                                    .isEqualTo(mounted(pod, "oidc") + "/client-secret");
                            assertThat(secret(pod, "oidc")).isEqualTo("console-oidc");
                        });
    }

    /** Helm reads numbers of a values file as floating-point ones. */
    @Test
    void shouldWriteLargeNumbersInFull() {
        assertThat(Chart.render("model").pods())
                .allMatch(pod -> "2000000".equals(value(pod, "MTG_TOKENS_PER_MINUTE")));
    }

    @Test
    void shouldSpreadEachServiceByItself() {
        Chart.render("production")
                .all(StatefulSet.class)
                .forEach(
                        set ->
                                assertThat(
                                                set.getSpec()
                                                        .getTemplate()
                                                        .getSpec()
                                                        .getTopologySpreadConstraints())
                                        .singleElement()
                                        .satisfies(
                                                spread ->
                                                        assertThat(spread.getLabelSelector())
                                                                .isEqualTo(
                                                                        set.getSpec()
                                                                                .getSelector())));
    }

    @Test
    void shouldLeaveTheSelectorOfASpreadAsItIs() {
        Chart chart =
                Chart.render(
                        "production",
                        Map.of(
                                "topologySpreadConstraints[0].labelSelector.matchLabels.team",
                                "prompts"));
        assertThat(chart.all(StatefulSet.class).map(set -> set.getSpec().getTemplate()))
                .flatExtracting(pod -> pod.getSpec().getTopologySpreadConstraints())
                .hasSizeGreaterThan(1)
                .extracting(spread -> spread.getLabelSelector().getMatchLabels())
                .containsOnly(Map.of("team", "prompts"));
    }

    private JsonNode json(Object resource) {
        return new ObjectMapper().valueToTree(resource);
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().getFirst();
    }

    /** Returns the value of a variable, or the secret and key that it comes from. */
    private static @Nullable String value(PodTemplateSpec pod, String name) {
        for (EnvVar variable : container(pod).getEnv()) {
            if (!variable.getName().equals(name)) continue;
            if (variable.getValue() != null) return variable.getValue();
            var from = variable.getValueFrom().getSecretKeyRef();
            return from.getName() + "/" + from.getKey();
        }
        return null;
    }

    private static String mounted(PodTemplateSpec pod, String volume) {
        return container(pod).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .map(VolumeMount::getMountPath)
                .findFirst()
                .orElseThrow();
    }

    private static String secret(PodTemplateSpec pod, String volume) {
        Volume found =
                pod.getSpec().getVolumes().stream()
                        .filter(one -> one.getName().equals(volume))
                        .findFirst()
                        .orElseThrow();
        return requireNonNull(found.getSecret()).getSecretName();
    }
}
