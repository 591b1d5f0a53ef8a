package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("METHOD 42: limits in tokens as calls")
final class CallBudgetTest {
    private static final Cost SEED = Cost.of(ModelRole.PROGRAM, 8, 2);
    private static final Cost CRITIC = Cost.of(ModelRole.BACKWARD, 70, 30);

    @Test
    void shouldCountAStepAtTheCostOfTheMostExpensiveRole() {
        Limits step = new Limits(null, 1000L, null);

        assertThat(calls(SEED, Cost.NONE, step)).isEqualTo(100);
        assertThat(calls(SEED, CRITIC, step)).isEqualTo(10);
        assertThat(calls(SEED.plus(CRITIC), SEED, step)).isEqualTo(10);
        assertThat(calls(Cost.NONE, Cost.NONE, step)).isNull();
        assertThat(calls(SEED, CRITIC, new Limits(7L, 1000L, null))).isEqualTo(7);
        assertThat(calls(SEED, CRITIC, Limits.NONE)).isNull();
    }

    private static @Nullable Long calls(Cost seed, Cost own, Limits limits) {
        return new CallBudget(RunEventSamples.request(0), seed, own).atHighestCost(limits);
    }
}
