package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the values state for all pods, those of hooks included. */
final class ChartPodsTest {
    @Test
    void shouldPutTheLabelsAndAnnotationsOnEveryPod() {
        Chart chart = Chart.render("production", Map.of("simulator.enabled", "true"));
        assertThat(chart.pods().map(Chart::component))
                .contains("topics", "doctor", Commands.SIMULATOR, Commands.GATEWAY);
        assertThat(chart.pods())
                .allSatisfy(
                        pod -> {
                            assertThat(pod.getMetadata().getLabels())
                                    .containsEntry("team", "prompts");
                            assertThat(pod.getMetadata().getAnnotations())
                                    .containsEntry("linkerd.io/inject", "disabled");
                        });
    }

    /** Workers are not ready while no model is served, and then count as unhealthy. */
    @Test
    void shouldLetNodesBeDrainedWhilePodsAreNotReady() {
        assertThat(Chart.render("defaults").all(PodDisruptionBudget.class))
                .hasSameSizeAs(Commands.services())
                .allSatisfy(
                        budget -> {
                            assertThat(budget.getSpec().getMaxUnavailable())
                                    .isEqualTo(new IntOrString(1));
                            assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy())
                                    .isEqualTo("AlwaysAllow");
                        });
    }
}
