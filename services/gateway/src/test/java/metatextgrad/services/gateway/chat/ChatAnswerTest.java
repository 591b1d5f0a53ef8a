package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes a sample of a stream. */
final class ChatAnswerTest {
    private static final String HELLO =
            "data: {\"choices\":[{\"delta\":{\"content\":\"hello\"}}]}\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"out of memory\"}}\n\n";
    private static final String END = "data: [DONE]\n\n";

    @Test
    void shouldReadTheTextOfAStreamThatEnded() {
        assertThat(read(HELLO + HELLO + END)).contains("hellohello");
        assertThat(read(HELLO)).isEmpty();
    }

    /** Some servers report an error as an event, and end the stream as usual. */
    @Test
    void shouldReadNothingOfAStreamWithAnError() {
        assertThat(read(HELLO + ERROR + END)).isEmpty();
    }

    private static Optional<String> read(String stream) {
        return ChatAnswer.read("text/event-stream", "", stream.getBytes(UTF_8))
                .map(ChatAnswer::text);
    }
}
