package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorOptionTest {
    @Test
    void shouldBeWhatTheUserTypedOrElseUserAndHost() {
        assertThat(OperatorOption.of(" ada ")).isEqualTo("ada");
        assertThat(OperatorOption.of(null)).startsWith(System.getProperty("user.name") + "@");
    }

    @Test
    void shouldKeepAReasonOfOneLine() {
        assertThat(ReasonOption.of(" the second week ")).isEqualTo("the second week");
        assertThat(ReasonOption.of("")).isEmpty();
        assertThatThrownBy(() -> ReasonOption.of("a\nb"))
                .hasMessage("--reason must be one line of at most 500 characters");
        assertThatThrownBy(() -> ReasonOption.of("a".repeat(501)))
                .hasMessage("--reason must be one line of at most 500 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada\nroot"})
    void shouldRefuseWhatIsNoName(String typed) {
        assertThatThrownBy(() -> OperatorOption.of(typed))
                .hasMessage(
                        "--as must be one line of 1 to 100 characters, such as ada@example.org");
    }
}
