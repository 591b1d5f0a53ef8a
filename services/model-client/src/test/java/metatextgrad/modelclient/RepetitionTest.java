package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which cut-off replies repeat one piece without end. */
final class RepetitionTest {
    private static final String THOUGHT = "Count the brackets that are still open, one by one. ";

    @Test
    void shouldRecognizeAPieceThatIsRepeatedToTheEnd() {
        assertThat(Repetition.endsIn(THOUGHT + "] ".repeat(100))).isTrue();
        assertThat(Repetition.endsIn(THOUGHT + "\n".repeat(200))).isTrue();
        assertThat(Repetition.endsIn("First. " + THOUGHT.repeat(8))).isTrue();
        assertThat(Repetition.endsIn("First. " + (THOUGHT.repeat(8) + "Count the br"))).isTrue();
    }

    @Test
    void shouldRecognizeNoOtherText() {
        String steps =
                IntStream.range(0, 200)
                        .mapToObj(step -> "Step " + step + ": push the bracket. ")
                        .collect(Collectors.joining());
        assertThat(Repetition.endsIn(steps)).isFalse();
        assertThat(Repetition.endsIn("")).isFalse();
        assertThat(Repetition.endsIn(THOUGHT.repeat(4))).isFalse();
        assertThat(Repetition.endsIn("-".repeat(80))).isFalse();
        assertThat(Repetition.endsIn("] ".repeat(100) + "So the answer is found soon.")).isFalse();
    }
}
