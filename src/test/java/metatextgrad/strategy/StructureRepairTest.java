package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import org.junit.jupiter.api.Test;

final class StructureRepairTest {
    private static final List<String> KNOWN = List.of("adas", "tgd");

    private final Phase adas = Strategies.plain("adas");
    private final Phase tgd = Strategies.plain("tgd");

    @Test
    void shouldKeepAValidOptimizer() {
        assertThat(mended(adas.withSteps(3), tgd.withSteps(3)))
                .contains(spec(adas.withSteps(3), tgd.withSteps(3)));
    }

    @Test
    void shouldPutStructurePhasesFirstInTheirOrder() {
        assertThat(mended(tgd.withSteps(2), adas.withSteps(1), tgd.withSteps(1), adas.withSteps(2)))
                .contains(
                        spec(
                                adas.withSteps(1),
                                adas.withSteps(2),
                                tgd.withSteps(2),
                                tgd.withSteps(1)));
    }

    @Test
    void shouldRemoveStepsFromTheLongestPhases() {
        assertThat(mended(adas.withSteps(6), tgd.withSteps(4)))
                .contains(spec(adas.withSteps(3), tgd.withSteps(3)));
        Phase one = tgd.withSteps(1);
        assertThat(mended(one, one, one, one, one, one, one))
                .contains(spec(one, one, one, one, one, one));
    }

    @Test
    void shouldDropUnknownStrategies() {
        Phase unknown = Phase.plain("opro", Aspect.PROMPT, 2, "Improve it.");
        assertThat(mended(unknown, tgd.withSteps(2))).contains(spec(tgd.withSteps(2)));
        assertThat(mended(unknown)).isEmpty();
    }

    @Test
    void shouldNotRepairOtherProblems() {
        assertThat(mended(Phase.plain("tgd", Aspect.PROMPT, 2, "See https://example.org.")))
                .isEmpty();
    }

    private static Optional<OptimizerSpec> mended(Phase... phases) {
        return StructureRepair.of(spec(phases), KNOWN, 6);
    }

    private static OptimizerSpec spec(Phase... phases) {
        return new OptimizerSpec("composed", List.of(phases));
    }
}
