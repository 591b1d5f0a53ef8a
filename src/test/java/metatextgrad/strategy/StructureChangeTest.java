package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import org.junit.jupiter.api.Test;

final class StructureChangeTest {
    private final Phase adas = Strategies.plain("adas").withSteps(2);
    private final Phase tgd = Strategies.plain("tgd").withSteps(4);
    private final OptimizerSpec spec = new OptimizerSpec("two", List.of(adas, tgd));

    @Test
    void shouldAppendAPhase() {
        assertThat(phases(new StructureChange.Append(adas))).containsExactly(adas, tgd, adas);
    }

    @Test
    void shouldSwapTwoPhases() {
        assertThat(phases(new StructureChange.Swap(0, 1))).containsExactly(tgd, adas);
    }

    @Test
    void shouldDropAPhase() {
        assertThat(phases(new StructureChange.Drop(0))).containsExactly(tgd);
    }

    @Test
    void shouldSplitTheStepsOfAPhase() {
        assertThat(phases(new StructureChange.Split(1, 1)))
                .containsExactly(adas, tgd.withSteps(1), tgd.withSteps(3));
    }

    @Test
    void shouldRetargetTheRoleOfAPhase() {
        assertThat(phases(new StructureChange.Retarget(0, ModelRole.META)))
                .containsExactly(adas.withModel(ModelRole.META), tgd);
    }

    @Test
    void shouldRefusePositionsThatDoNotExist() {
        assertThatThrownBy(() -> phases(new StructureChange.Drop(2)))
                .hasMessage("optimizer two has no phase 2");
        assertThatThrownBy(() -> phases(new StructureChange.Split(1, 4)))
                .hasMessage("steps of tgd must be at least 1");
        OptimizerSpec one = new OptimizerSpec("one", List.of(tgd));
        assertThatThrownBy(() -> new StructureChange.Drop(0).apply(one))
                .hasMessage("optimizer one has no phase");
    }

    private List<Phase> phases(StructureChange change) {
        return change.apply(spec).phases();
    }
}
