package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonParserTest {
    @Test
    void shouldReadEachKindOfValue() {
        Object json =
                JsonParser.parse(
                        " {\"a\": [1, -2.5, 1e3, true, false, null], \"b\": {}, \"c\": [], \"a b\": \"x\"}\n");

        assertThat(json)
                .isEqualTo(
                        Map.of(
                                "a",
                                Arrays.asList(
                                        1L,
                                        new BigDecimal("-2.5"),
                                        new BigDecimal("1e3"),
                                        true,
                                        false,
                                        null),
                                "b",
                                Map.of(),
                                "c",
                                List.of(),
                                "a b",
                                "x"));
    }

    @Test
    void shouldReadEscapes() {
        assertThat(JsonParser.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00e4\ud83d\ude00");
    }

    @Test
    void shouldReadLargeNumbersExactly() {
        assertThat(JsonParser.parse("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
        assertThat(JsonParser.parse("12345678901234567890"))
                .isEqualTo(new BigDecimal("12345678901234567890"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\": 1,}",
                "{a: 1}",
                "{\"a\" 1}",
                "\"open",
                "\"a\nb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "nul",
                "tru",
                "01",
                "+1",
                "1.",
                ".5",
                "-",
                "1e",
                "NaN",
                "1 2",
                "{} x",
                "1e99999999999",
                "\u00a01"
            })
    void shouldRefuseWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON: expected ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1 2]|not JSON: expected `,` or `]` at character 4",
                "{\"a\":}|not JSON: expected a value at character 6",
                "[1] x|not JSON: expected the end at character 5"
            })
    void shouldNameThePlace(String text, String message) {
        assertThatThrownBy(() -> JsonParser.parse(text)).hasMessage(message);
    }

    @Test
    void shouldRefuseDeepNestingWithoutOverflow() {
        assertThat(JsonParser.parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonParser.parse("[".repeat(100_000)))
                .hasMessage("not JSON: expected at most 200 levels at character 202");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldReadWhatTheWriterWrites(
            @ForAll @Size(max = 10) List<String> texts,
            @ForAll long whole,
            @ForAll BigDecimal fraction,
            @ForAll boolean truth) {
        List<Object> values =
                Arrays.asList(texts, Map.of("a", whole), fraction, truth, null, List.of());

        String json = JsonWriter.write(values);

        assertThat(JsonWriter.write(JsonParser.parse(json))).isEqualTo(json);
        assertThat(((List<?>) JsonParser.parse(json)).get(0)).isEqualTo(texts);
    }

    @Property
    void shouldFailInOneWayOnly(@ForAll String text) {
        try {
            JsonParser.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("not JSON: ");
        }
    }
}
