package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import metatextgrad.llm.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionRequestTest {
    private static CompletionRequest read(String json) {
        return CompletionRequest.read(json.getBytes(UTF_8));
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    @Test
    void shouldChangeOnlyWhatItIsTold() {
        String json =
                " {\"ü\":\"\\u00fc€😀\", \"model\" : \"a\",\"messages\":[ {\"role\":\"user\",\"content\":\"😀\"} ]  ,\"n\":1.0e0 } ";

        String changed = text(new ChatEdit(read(json)).model("b").system("S\"\n").body());

        assertThat(changed)
                .isEqualTo(
                        json.replace("\"a\"", "\"b\"")
                                .replace(
                                        "[ {",
                                        "[ {\"role\":\"system\",\"content\":\"S\\\"\\n\"},{"));
    }

    @Test
    void shouldReplaceAllMessages() {
        String json = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{}],\"z\":0}";

        assertThat(text(new ChatEdit(read(json)).messages(List.of(Message.user("b"))).body()))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"b\"}],\"z\":0}");
    }

    @Test
    void shouldReturnTheSameBytesWithoutAChange() {
        String json = "{\"model\":\"a\" }\n";

        assertThat(text(new ChatEdit(read(json)).body())).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"role":"user","content":"a"}]                                     | a
                    [{"role":"system","content":"s"},{"role":"user","content":"a"}]     | a
                    [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}] | a b
                    [{"role":"user","content":"a"},{"content":"b","role":"assistant"}]  | [{"content":"a","role":"user"},{"content":"b","role":"assistant"}]
                    [{"role":"assistant","content":"a"}]                                | [{"content":"a","role":"assistant"}]
                    [{"role":"assistant","content":"a","weight":12500000.50}]           | [{"content":"a","role":"assistant","weight":12500000.50}]
                    """)
    void shouldTakeTheOnlyUserMessageElseAllAsCanonicalJson(String messages, String input) {
        assertThat(read("{\"messages\":" + messages + "}").input().replace('\n', ' '))
                .isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tools\":[{}]}",
                "{\"functions\":[{}]}",
                "{\"n\":2}",
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"1\"}]}",
                "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]}"
            })
    void shouldKnowWhatIsNotPlain(String json) {
        assertThat(read(json).plain()).isFalse();
    }

    @Test
    void shouldPreferTheGroupOfMetadata() {
        assertThat(read("{\"user\":\"u\",\"metadata\":{\"mtg_group\":\"\"}}").group())
                .isEqualTo("u");
        assertThat(read("{\"user\":\"u\",\"metadata\":{\"mtg_group\":\"g\"}}").group())
                .isEqualTo("g");
        assertThat(read("{\"user\":\"u\"}").group()).isEqualTo("u");
        assertThat(read("{\"user\":\" \"}").group()).isNull();
    }

    @Test
    void shouldRefuseOtherEncodings() {
        assertThatThrownBy(
                        () ->
                                CompletionRequest.read(
                                        "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(InvalidChat.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldReadAnswersOfCompletionsAndStreams() {
        String stream =
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n: note\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\ndata: {\"choices\":[]}\n\n";
        String event = "text/event-stream; charset=utf-8";

        assertThat(answer(event, "", (stream + "data: [DONE]\n\n").getBytes(UTF_8))).contains("ab");
        assertThat(answer(event, "", stream.getBytes(UTF_8))).isEmpty();
        assertThat(
                        answer(
                                "application/json",
                                "",
                                "{\"choices\":[{\"message\":{\"content\":\"c\"}}]}"
                                        .getBytes(UTF_8)))
                .contains("c");
        assertThat(answer("text/html", "", "<html>".getBytes(UTF_8))).isEmpty();
        assertThat(answer("application/json", "br", new byte[0])).isEmpty();
    }

    private static Optional<String> answer(String type, String encoding, byte[] body) {
        return ChatAnswer.read(type, encoding, body).map(ChatAnswer::text);
    }
}
