package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import org.junit.jupiter.api.Test;

final class OptimizerRulesTest {
    @Test
    void shouldHaveOneStrategyThatShowsPastTexts() {
        Phase tgd = Strategies.plain("tgd");
        Phase momentum = Strategies.plain("momentum");
        assertThat(tgd.momentum()).isZero();
        assertThat(momentum.momentum()).isEqualTo(2);
        assertThat(check(tgd)).isEmpty();
        assertThat(check(momentum.withMomentum(5))).isEmpty();
        assertThat(check(tgd.withMomentum(2)))
                .containsExactly(
                        "a phase of strategy `tgd` shows no past texts: leave its momentum out, or take strategy `momentum`");
        assertThat(check(momentum.withMomentum(0)))
                .containsExactly(
                        "a phase of strategy `momentum` shows past texts: its momentum must be at least 1");
    }

    @Test
    void shouldRefuseANameThatWouldBreakATable() {
        for (String name : List.of("a\nb", "a\u001b[31m", "a\0b", "n".repeat(201)))
            assertThat(
                            OptimizerRules.check(
                                    new OptimizerSpec(name, List.of(Strategies.plain("tgd"))),
                                    Strategies.names(),
                                    100))
                    .containsExactly(
                            "its name must have at most 200 characters, none of them a control character");
    }

    private static List<String> check(Phase phase) {
        return OptimizerRules.check(
                new OptimizerSpec("one", List.of(phase)), Strategies.names(), phase.steps());
    }
}
