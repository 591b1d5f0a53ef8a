package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** Random worlds follow the prior of the README. */
final class RandomWorldTest {
    private static final List<WorldFile> DRAWN =
            IntStream.range(0, 200).mapToObj(n -> Worlds.find("random:" + n)).toList();

    @Test
    void shouldDrawTheSameWorldForTheSameNumber() {
        assertThat(Worlds.find("random:7")).isEqualTo(DRAWN.get(7));
        assertThat(DRAWN.stream().distinct()).hasSize(200);
        assertThatThrownBy(() -> Worlds.find("random:x")).isInstanceOf(UnknownWorldException.class);
    }

    @Test
    void shouldDrawFromThePrior() {
        assertThat(DRAWN)
                .allSatisfy(
                        file -> {
                            assertThat(file.world().rho()).isBetween(.4, .9);
                            assertThat(file.world().of(TaskFamily.DYCK).base()).isBetween(-.6, .4);
                            assertThat(file.helpers().critic().wrongCause()).isBetween(.1, .5);
                            assertThat(file.helpers().meta().effect()).isIn(0.0, .25, .5, 1.0);
                        });
        double nothing =
                DRAWN.stream()
                        .flatMap(
                                file -> file.world().of(TaskFamily.DYCK).skills().values().stream())
                        .mapToDouble(weight -> weight == 0 ? 1 : 0)
                        .average()
                        .orElseThrow();
        assertThat(nothing).isBetween(.34, .46);
        assertThat(DRAWN.stream().filter(file -> file.world().program().attention() < 99).count())
                .isBetween(75L, 125L);
        assertThat(DRAWN.stream().filter(file -> file.world().brittleness() > 0).count())
                .isBetween(38L, 82L);
        assertThat(DRAWN.stream().filter(file -> !needs(file).isEmpty()).count())
                .isBetween(38L, 82L);
    }

    private static List<Skill> needs(WorldFile file) {
        return List.copyOf(file.world().of(TaskFamily.WORD_SORTING).needs().keySet());
    }

    @Test
    void shouldKeepPublicNumbersIndependentOfTheWorld() {
        double[] open = DRAWN.stream().mapToDouble(f -> f.helpers().critic().useless()).toArray();
        double[] secret =
                DRAWN.stream().mapToDouble(f -> f.world().of(TaskFamily.DYCK).base()).toArray();
        assertThat(Math.abs(correlation(open, secret))).isLessThan(.25);
    }

    @Test
    void shouldScaleDescriptionsWithTheServersSetting() {
        var file = Worlds.find("demo");
        assertThat(file.helpers().effectiveOptimizer().descriptionEffect()).isEqualTo(1.5);
        assertThat(file.withMetaEffect(.5).helpers().effectiveOptimizer().descriptionEffect())
                .isEqualTo(.75);
        assertThat(file.withMetaEffect(.5).world()).isEqualTo(file.world());
        assertThatThrownBy(() -> SimulatorConfig.of("demo").withMetaEffect(1.5))
                .hasMessage("meta-effect must be from 0 to 1, not 1.5");
    }

    private static double correlation(double[] xs, double[] ys) {
        double x = IntStream.range(0, xs.length).mapToDouble(i -> xs[i]).average().orElseThrow();
        double y = IntStream.range(0, ys.length).mapToDouble(i -> ys[i]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < xs.length; i++) {
            xy += (xs[i] - x) * (ys[i] - y);
            xx += (xs[i] - x) * (xs[i] - x);
            yy += (ys[i] - y) * (ys[i] - y);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
