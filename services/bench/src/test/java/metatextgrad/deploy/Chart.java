package metatextgrad.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Repository;

/**
 * The chart as Helm renders it, read into Kubernetes' own types where there are some: a property
 * they do not know fails.
 */
record Chart(String text, List<HasMetadata> resources) {
    static final List<String> VALUES =
            List.of("defaults", "model", "production", "strimzi", "openshift", "simulator");

    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.of(
                    "ConfigMap", ConfigMap.class,
                    "Deployment", Deployment.class,
                    "Job", Job.class,
                    "Pod", Pod.class,
                    "PodDisruptionBudget", PodDisruptionBudget.class,
                    "Service", io.fabric8.kubernetes.api.model.Service.class,
                    "ServiceAccount", ServiceAccount.class,
                    "StatefulSet", StatefulSet.class);

    /**
     * Kinds whose types are in no library here. KubernetesSchemasTest checks those of Kubernetes.
     */
    private static final Set<String> UNTYPED =
            Set.of("NetworkPolicy", "PodMonitor", "PrometheusRule", "ScaledObject");

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(new NoPlaceForTheUnknown());

    /** Renders the chart with one of the value files of {@code ci}. */
    static Chart render(String values) {
        return render(values, Map.of());
    }

    /** As {@link #render(String)}, with further values as {@code --set} takes them. */
    static Chart render(String values, Map<String, String> more) {
        TemplateCommand command =
                new Helm(VisibleHooks.copy())
                        .template()
                        .withName("mtg")
                        .withNamespace("prompts")
                        .withKubeVersion("1.31")
                        .withValuesFile(Repository.CHART.resolve("ci/" + values + "-values.yaml"));
        more.forEach(command::set);
        String text = command.call();
        List<HasMetadata> resources = new ArrayList<>();
        Yaml.all(text).forEach(document -> resources.add(typed(document)));
        return new Chart(text, resources);
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Pods of every kind of workload, the job included. */
    Stream<PodTemplateSpec> pods() {
        return Stream.of(
                        all(StatefulSet.class).map(set -> set.getSpec().getTemplate()),
                        all(Deployment.class).map(deployment -> deployment.getSpec().getTemplate()),
                        all(Job.class).map(job -> job.getSpec().getTemplate()),
                        all(Pod.class)
                                .map(pod -> new PodTemplateSpec(pod.getMetadata(), pod.getSpec())))
                .flatMap(pods -> pods);
    }

    /** Resources of a kind that has no type here. */
    Stream<GenericKubernetesResource> untyped(String kind) {
        return all(GenericKubernetesResource.class)
                .filter(resource -> resource.getKind().equals(kind));
    }

    Stream<PodSpec> specs() {
        return pods().map(PodTemplateSpec::getSpec);
    }

    static String component(PodTemplateSpec pod) {
        return String.valueOf(pod.getMetadata().getLabels().get("app.kubernetes.io/component"));
    }

    private static HasMetadata typed(JsonNode document) {
        if (UNTYPED.contains(document.path("kind").asText()))
            return new ObjectMapper().convertValue(document, GenericKubernetesResource.class);
        Class<? extends HasMetadata> kind = KINDS.get(document.path("kind").asText());
        if (kind == null)
            throw new IllegalArgumentException("unexpected kind: " + document.path("kind"));
        JavaType type = STRICT.constructType(kind);
        HasMetadata resource = STRICT.convertValue(document, type);
        if (!resource.getApiVersion().equals(document.path("apiVersion").asText()))
            throw new IllegalArgumentException(kind + " of " + document.path("apiVersion"));
        return resource;
    }

    /** These types keep unknown properties; here an unknown property is an error. */
    private static final class NoPlaceForTheUnknown extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
