package metatextgrad.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineColorsTest {
    @ParameterizedTest
    @CsvSource({
        "+added, <32>+added<39>",
        "-gone, <31>-gone<39>",
        "run-1  failed  project a, run-1  <31>failed<39>  project a",
        "run-1  blocked, run-1  <33>blocked<39>",
        "broker  ok, broker  <32>ok<39>"
    })
    void shouldColorDiffsAndStatusesOnATerminal(String line, String wanted) {
        assertThat(LineColors.of(line).replaceAll("\u001b\\[(\\d*)m", "<$1>")).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the run failed because of this", "  a failed attempt", "failed"})
    void shouldLeaveSentencesAlone(String line) {
        assertThat(LineColors.of(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+added", "run-1  failed  project a"})
    void shouldNotColorElsewhere(String line) {
        var bytes = new ByteArrayOutputStream();
        LineColors.print(line, new PrintStream(bytes, true, UTF_8));
        assertThat(bytes.toString(UTF_8)).isEqualTo(line + System.lineSeparator());
    }

    @Test
    void shouldEscapeColorsOfOthersOnATerminal() {
        var bytes = new ByteArrayOutputStream();
        System.setProperty("picocli.ansi", "true");
        try {
            LineColors.print("+a\u001b[31m\u202e", new PrintStream(bytes, true, UTF_8));
        } finally {
            System.clearProperty("picocli.ansi");
        }
        assertThat(bytes.toString(UTF_8))
                .startsWith("\u001b[32m+a\\u001b[31m\\u202e\u001b[")
                .endsWith("m" + System.lineSeparator());
    }
}
