package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A description affects the choice of criticisms, and nothing else. */
@Tag("long")
final class DescriptionTest {
    private static final String PLAIN = "You improve texts.";
    private static final String RIGHT =
            "You improve texts for bracket sequences. What matters is closing the most recently"
                    + " opened bracket first, like a stack.";
    private static final String FOREIGN =
            "You improve texts for sorting words alphabetically. What matters is comparing words"
                    + " letter by letter and keeping every word.";
    private static final String LONG =
            RIGHT + " It is good to think about style and tone.".repeat(150);
    private static final List<String> CRITICISMS =
            List.of(
                    "It is out of order. The solver should close the most recently opened bracket first.",
                    "Symbols were copied. The solver should not repeat the input.",
                    "It is hasty. It needs to read the input one symbol at a time from left to right.",
                    "The quality is mixed. The solver should think harder and be more thorough.",
                    "Something is odd. It should be more careful and more precise.");

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 3));

    @Test
    void shouldHelpWhenRightHurtWhenForeignAndFadeWhenLong() {
        double plain = used("most recently opened", PLAIN, demo);
        double right = used("most recently opened", RIGHT, demo);
        double dilute = used("most recently opened", LONG, demo);
        double foreign = used("most recently opened", FOREIGN, demo);
        System.out.printf(
                "plain %.3f right %.3f long %.3f foreign %.3f%n", plain, right, dilute, foreign);
        assertThat(right).isGreaterThan(plain + .1);
        assertThat(dilute).isLessThan(right - .05);
        assertThat(foreign).isLessThan(plain - .05);
        assertThat(used("more careful", FOREIGN, demo))
                .isGreaterThan(used("more careful", PLAIN, demo) + .05);
    }

    @Test
    void shouldHaveNoEffectInAnInertWorld() {
        RoleClient inert = new RoleClient(new Simulator(Worlds.find("meta-inert"), 3));
        for (int seed = 0; seed < 50; seed++) {
            String plain = inert.improved(PLAIN, "Think.", CRITICISMS, seed);
            assertThat(inert.improved(RIGHT, "Think.", CRITICISMS, seed)).isEqualTo(plain);
            assertThat(inert.improved(LONG, "Think.", CRITICISMS, seed)).isEqualTo(plain);
        }
    }

    private static double used(String words, String description, RoleClient client) {
        return IntStream.range(0, 400)
                        .filter(
                                seed ->
                                        client.improved(description, "Think.", CRITICISMS, seed)
                                                .contains(words))
                        .count()
                / 400.0;
    }
}
