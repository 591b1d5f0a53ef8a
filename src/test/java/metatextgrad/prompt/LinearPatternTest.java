package metatextgrad.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LinearPatternTest {
    @Test
    void shouldFindTheFirstGroupOfTheLastMatch() {
        assertThat(LinearPattern.of("Answer: (\\d+)(x?)").last("Answer: 1 Answer: 22x"))
                .isEqualTo("22");
        assertThat(LinearPattern.of("\\d+").last("1 and 22")).isEqualTo("22");
        assertThat(LinearPattern.of("\\d+").last("none")).isNull();
    }

    /** A backtracking matcher would need longer than the age of the universe. */
    @Test
    @Timeout(120)
    void shouldTerminateForPatternsThatBacktrack() {
        assertThat(LinearPattern.of("(a+)+b").last("a".repeat(50_000))).isNull();
    }

    @Test
    void shouldRefusePatternsThatNeedMoreThanLinearTime() {
        assertThatThrownBy(() -> LinearPattern.of("(a)\\1"))
                .hasMessageStartingWith("is malformed or no pattern of RE2: ");
        assertThatThrownBy(() -> LinearPattern.of("((a{100}){100}){100}"))
                .hasMessage("is too large: its length times the counts in it is above 5000");
    }
}
