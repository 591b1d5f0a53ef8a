package metatextgrad.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BudgetCatalogTest {
    private static final long TODAY = 20_000;

    @Test
    void shouldFindTheLimitThatBlocksAProject() {
        assertThat(blocked("p", limits("p", calls(0), Limits.NONE, false)))
                .isEqualTo("the budget of p has spent 0 of 0 calls");
        assertThat(blocked("p", limits("*", calls(9), calls(5), false)))
                .isEqualTo("the budget of all projects has spent 5 of 5 calls of today");
        assertThat(blocked("p", limits("p", calls(5), Limits.NONE, false))).isNull();
        assertThat(blocked("q", limits("q", calls(5), calls(6), false)))
                .isEqualTo("the budget of q has spent 5 of 5 calls");
        assertThat(blocked("p", limits("*", Limits.NONE, Limits.NONE, true)))
                .isEqualTo("the calls of all projects are paused");
    }

    private static @Nullable String blocked(String project, BudgetLimits limits) {
        Spend five = new Spend(5, 50, 0);
        BudgetSpend spend = new BudgetSpend("q", 0, TODAY, five, five, Spend.NONE, new Serial(1));
        BlockReason reason =
                new BudgetCatalog(Map.of(limits.budget(), limits), List.of(spend))
                        .blocked(new ProjectId(project), TODAY);
        return reason == null ? null : reason.text();
    }

    private static Limits calls(long most) {
        return new Limits(most, null, null);
    }

    private static BudgetLimits limits(String budget, Limits whole, Limits day, boolean paused) {
        return new BudgetLimits(budget, whole, day, paused, new Serial(1));
    }
}
