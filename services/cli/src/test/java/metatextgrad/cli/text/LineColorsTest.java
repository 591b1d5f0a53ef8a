package metatextgrad.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineColorsTest {
    @ParameterizedTest
    @CsvSource({
        "+added, \u001b[32m+added\u001b[39m\u001b[0m",
        "-gone, \u001b[31m-gone\u001b[39m\u001b[0m",
        "run-1  failed  project a, run-1  \u001b[31mfailed\u001b[39m\u001b[0m  project a",
        "broker  ok, broker  \u001b[32mok\u001b[39m\u001b[0m"
    })
    void shouldColorDiffsAndStatusesOnATerminal(String line, String wanted) {
        assertThat(LineColors.of(line, true)).startsWith(wanted.substring(0, wanted.indexOf('m')));
        assertThat(LineColors.of(line, true).replaceAll("\u001b\\[\\d*m", "")).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the run failed because of this", "  a failed attempt", "failed"})
    void shouldLeaveSentencesAlone(String line) {
        assertThat(LineColors.of(line, true)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+added", "run-1  failed  project a"})
    void shouldNotColorElsewhere(String line) {
        assertThat(LineColors.of(line, false)).isEqualTo(line);
    }
}
