package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
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

    @Test
    void shouldGiveEveryPodAnAccountWithTheAnnotations() {
        Chart chart = Chart.render("production", Map.of("simulator.enabled", "true"));
        Map<String, Map<String, String>> accounts = accounts(chart);
        assertThat(chart.specs())
                .allSatisfy(
                        pod ->
                                assertThat(accounts.get(pod.getServiceAccountName()))
                                        .containsEntry(
                                                "eks.amazonaws.com/role-arn",
                                                "arn:aws:iam::123456789012:role/prompts"));
        assertThat(accounts(Chart.render("defaults")).get("mtg-metatextgrad")).isEmpty();
    }

    @Test
    void shouldCreateTheAccountOfTheJobBeforeTheJob() {
        Chart chart = Chart.render("defaults");
        assertThat(accounts(chart).get("mtg-metatextgrad-topics"))
                .containsEntry(VisibleHooks.HOOK, "pre-install,pre-upgrade")
                .containsEntry("helm.sh/hook-weight", "-1");
        assertThat(chart.all(Job.class).map(job -> job.getSpec().getTemplate().getSpec()))
                .extracting(PodSpec::getServiceAccountName)
                .containsExactly("mtg-metatextgrad-topics");
    }

    private static Map<String, Map<String, String>> accounts(Chart chart) {
        Map<String, Map<String, String>> annotations = new HashMap<>();
        chart.all(ServiceAccount.class)
                .map(ServiceAccount::getMetadata)
                .forEach(account -> annotations.put(account.getName(), account.getAnnotations()));
        return annotations;
    }
}
