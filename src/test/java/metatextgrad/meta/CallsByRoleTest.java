package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.model.ModelRole;
import org.junit.jupiter.api.Test;

final class CallsByRoleTest {
    private final CallsByRole target =
            new CallsByRole(
                    Map.of(ModelRole.PROGRAM, 100L, ModelRole.OPTIMIZER, 6L, ModelRole.META, 4L));

    @Test
    void shouldAddUpByRole() {
        CallsByRole sum =
                target.plus(CallsByRole.one(ModelRole.META)).plus(CallsByRole.one(ModelRole.JUDGE));
        assertThat(sum.of(ModelRole.META)).isEqualTo(5);
        assertThat(sum.of(ModelRole.JUDGE)).isEqualTo(1);
        assertThat(sum.total()).isEqualTo(112);
    }

    @Test
    void shouldKeepTheProportionsWithinALimit() {
        assertThat(target.within(55).requests())
                .containsEntry(ModelRole.PROGRAM, 50L)
                .containsEntry(ModelRole.OPTIMIZER, 3L)
                .containsEntry(ModelRole.META, 2L)
                .containsEntry(ModelRole.JUDGE, 0L);
        assertThat(target.within(54).of(ModelRole.OPTIMIZER)).as("rounded up").isEqualTo(3);
        assertThat(target.within(110)).isEqualTo(target);
    }
}
