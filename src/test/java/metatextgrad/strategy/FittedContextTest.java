package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import metatextgrad.model.Gradient;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** METHOD §2.3, size. */
final class FittedContextTest {
    @Test
    void shouldNotCutTextsThatFit() {
        assertThat(fitted("critique", "input", "output", 24))
                .isEqualTo(new FittedContext(gradient("critique", "input", "output"), 0));
    }

    @Test
    void shouldCutTheMiddleOfTheInputFirst() {
        assertThat(fitted("critique", "a".repeat(50) + "b".repeat(50), "output", 79).gradient())
                .isEqualTo(
                        gradient(
                                "critique",
                                "a".repeat(16) + "[… 68 bytes left out …]" + "b".repeat(16),
                                "output"));
    }

    @Test
    void shouldCutTheOutputNextAndTheCritiqueLast() {
        FittedContext fitted = fitted("c".repeat(200), "i".repeat(200), "o".repeat(200), 265);
        assertThat(fitted.gradient())
                .isEqualTo(
                        gradient(
                                "c".repeat(200),
                                "[… 200 bytes left out …]",
                                "o".repeat(2) + "[… 196 bytes left out …]" + "o".repeat(2)));
        assertThat(fitted("c".repeat(200), "", "", 100).gradient().text())
                .startsWith("ccc")
                .contains("bytes left out")
                .endsWith("ccc");
    }

    @Test
    void shouldCutTheExpectedAnswerBeforeTheCritique() {
        Gradient gradient =
                new Gradient(
                        "solve",
                        "c".repeat(200),
                        "i".repeat(200),
                        "o".repeat(200),
                        "the answer",
                        "e".repeat(200));

        FittedContext fitted = FittedContext.of(gradient, 288);

        assertThat(fitted.gradient())
                .isEqualTo(
                        new Gradient(
                                "solve",
                                "c".repeat(200),
                                "[… 200 bytes left out …]",
                                "[… 200 bytes left out …]",
                                "the answer",
                                "e".repeat(2) + "[… 196 bytes left out …]" + "e".repeat(2)));
        assertThat(fitted.cutBytes()).isEqualTo(800 - 288);
    }

    @Property(tries = 500)
    void shouldStayWithinItsBytesAndCutAtCharacters(
            @ForAll @StringLength(max = 300) String input,
            @ForAll @StringLength(max = 300) String output,
            @ForAll @StringLength(max = 300) String expected,
            @ForAll @IntRange(min = 100, max = 2000) int bytes) {
        String wellFormed =
                new String(input.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Gradient gradient =
                new Gradient(
                        "solve",
                        "why",
                        wellFormed + "😀".repeat(100),
                        output,
                        "the answer",
                        expected);
        Gradient cut = FittedContext.of(gradient, bytes).gradient();
        assertThat(
                        bytes(cut.text())
                                + bytes(cut.input())
                                + bytes(cut.output())
                                + bytes(cut.expected()))
                .isLessThanOrEqualTo(bytes);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(cut.input())).isTrue();
        assertThat(cut.text()).isEqualTo("why");
    }

    private static FittedContext fitted(String text, String input, String output, int bytes) {
        return FittedContext.of(gradient(text, input, output), bytes);
    }

    private static Gradient gradient(String text, String input, String output) {
        return new Gradient("solve", text, input, output, "the answer", "right");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
