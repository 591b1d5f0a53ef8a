package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.statistics.Seeds;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class RandomStructuresTest {
    private static final int STEPS = 6;

    private final List<OptimizerSpec> references =
            List.of(
                    new OptimizerSpec("tgd", List.of(Strategies.plain("tgd"))),
                    new OptimizerSpec("adas", List.of(Strategies.plain("adas"))));
    private final RandomStructures structures = new RandomStructures(references, STEPS);

    @Test
    void shouldDrawValidStructuresOfManyKinds() {
        Set<String> kinds = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            OptimizerSpec drawn = draw(i).orElseThrow();
            assertThat(drawn.name()).isEqualTo("random-1");
            assertThat(OptimizerRules.check(drawn, Strategies.names(), STEPS)).isEmpty();
            kinds.add(drawn.phasesId());
        }
        assertThat(kinds).hasSizeGreaterThan(20);
    }

    @Test
    void shouldDrawTheSameFromOneSeed() {
        assertThat(draw(5)).isEqualTo(draw(5));
    }

    @Test
    void shouldStopIfNoDrawIsValid() {
        assertThat(structures.draw("random-1", spec -> false, Seeds.of(1))).isEmpty();
    }

    private Optional<OptimizerSpec> draw(int seed) {
        return structures.draw(
                "random-1",
                spec -> OptimizerRules.check(spec, Strategies.names(), STEPS).isEmpty(),
                Seeds.of(seed));
    }
}
