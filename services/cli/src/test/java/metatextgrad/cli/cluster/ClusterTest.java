package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Limits;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

final class ClusterTest {
    private final ClusterInMemory topics =
            new ClusterInMemory().with(Topics.BUDGETS, List.of(row("p"), row("q"), row("r")));

    @Test
    void shouldReturnTheWantedEventsOfATopic() {
        try (Cluster cluster = topics.cluster()) {
            assertThat(
                            cluster.all(
                                    Topics.BUDGETS,
                                    BudgetLimits.class,
                                    one -> !one.budget().equals("q")))
                    .containsExactly(row("p"), row("r"));
        }
    }

    @Test
    void shouldFilterEventsWhileItReads() {
        try (Cluster cluster = topics.cluster()) {
            assertThatThrownBy(
                            () ->
                                    cluster.all(
                                            Topics.BUDGETS,
                                            BudgetLimits.class,
                                            one -> {
                                                throw new IllegalStateException(one.budget());
                                            }))
                    .hasMessage("p");
            assertThat(cluster.recordsRead()).isEqualTo(1);
        }
    }

    private static BudgetLimits row(String budget) {
        return new BudgetLimits(budget, Limits.NONE, Limits.NONE, false, new Serial(1));
    }
}
