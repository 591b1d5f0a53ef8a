package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which replies METHOD §1.4 accepts: fenced, bare, or the last complete object in prose. */
final class ReplyJsonTest {
    private static final String FIELD = "text";

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("{\"text\": \"new\"}", "new"),
                Arguments.of(" {\"text\":\" new \"}\n", "new"),
                Arguments.of("```json\n{\"text\": \"new\"}\n```", "new"),
                Arguments.of("```\n{\"text\": \"new\"}\n```\nDone.", "new"),
                Arguments.of("First I thought. {\"text\": \"new\"} I hope it helps.", "new"),
                Arguments.of("{\"text\": \"old\"} No, rather {\"text\": \"new\"}", "new"),
                Arguments.of("{\"text\": \"new\"} as in {\"other\": 1}", "new"),
                Arguments.of("{\"text\": \"new\"} and {\"text\": \"cut o", "new"),
                Arguments.of("Keep { and } balanced: {\"text\": \"new\"}", "new"),
                Arguments.of("{{{\"text\": \"new\"}", "new"),
                Arguments.of("{\"why\": {\"deep\": [1, {}]}, \"text\": \"new\"}", "new"),
                Arguments.of(
                        "{\"text\": \"a {brace}, a \\\"quote\\\", $1\"}",
                        "a {brace}, a \"quote\", $1"),
                Arguments.of("{\"text\": \"line\\nline\"}", "line\nline"),
                Arguments.of("{\"text\": \"line\nline\"}", "line\nline"),
                Arguments.of("{\"text\": \"new\",}", "new"),
                Arguments.of("{\"list\": [1, 2,], \"text\": \"new\"}", "new"),
                Arguments.of("{\"text\": \"(\\S+) \\d \\\\w\"}", "(\\S+) \\d \\w"),
                Arguments.of("{\"text\": \"don\\'t\"}", "don't"),
                Arguments.of("{\"text\": \"\\u12 \\u00e9\"}", "\\u12 \u00e9"),
                Arguments.of("json.load({\"text\": \"new\"}", "new"),
                Arguments.of("{\"text\": \"\\ud83d\\ude00\"}", "\uD83D\uDE00"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void shouldReadTheField(String reply, String text) {
        assertThat(ReplyJson.field(reply, FIELD)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "new",
                "{}",
                "[\"text\", \"new\"]",
                "{\"txt\": \"new\"}",
                "{\"text\": \"\"}",
                "{\"text\": \" \\n \"}",
                "{\"text\": null}",
                "{\"text\": [\"new\"]}",
                "{\"text\": 7}",
                "{\"text\": \"new\"",
                "{'text': 'new'}",
                "{\"text\": \"half \\ud83d pair\"}"
            })
    void shouldFindNothingInOtherReplies(String reply) {
        assertThat(ReplyJson.field(reply, FIELD)).isEmpty();
    }
}
