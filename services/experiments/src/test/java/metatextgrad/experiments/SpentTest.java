package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.model.ModelRole;
import org.junit.jupiter.api.Test;

final class SpentTest {
    private final Spent target =
            new Spent(Map.of(ModelRole.PROGRAM, 100L, ModelRole.OPTIMIZER, 6L, ModelRole.META, 4L));

    @Test
    void shouldAddUpByRole() {
        Spent sum = target.plus(Spent.one(ModelRole.META)).plus(Spent.one(ModelRole.JUDGE));
        assertThat(sum.of(ModelRole.META)).isEqualTo(5);
        assertThat(sum.of(ModelRole.JUDGE)).isEqualTo(1);
        assertThat(sum.total()).isEqualTo(112);
    }

    @Test
    void shouldCoverOnlyWithAsMuchOfEveryRoleThatImprovesPrograms() {
        assertThat(spent(100, 6).covers(target)).isTrue();
        assertThat(spent(99, 60).covers(target)).isFalse();
        assertThat(spent(1000, 5).covers(target)).isFalse();
    }

    private static Spent spent(long program, long optimizer) {
        return new Spent(Map.of(ModelRole.PROGRAM, program, ModelRole.OPTIMIZER, optimizer));
    }
}
