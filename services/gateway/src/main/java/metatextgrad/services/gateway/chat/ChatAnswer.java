package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads the answer of a completion that was relayed. */
public final class ChatAnswer {
    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    private ChatAnswer() {}

    /**
     * Returns the text of the assistant; empty if there is none, such as in a call of a tool, an
     * error, or a stream that broke off.
     *
     * @param type the content type of the response
     * @param encoding its content encoding; empty for none
     */
    public static Optional<String> text(String type, String encoding, byte[] body) {
        try {
            byte[] plain = decoded(encoding, body);
            return type.startsWith("text/event-stream")
                    ? ofStream(new String(plain, UTF_8))
                    : ofCompletion(CompletionRequest.JSON.readTree(plain));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String encoding, byte[] body) throws IOException {
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip" -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    yield in.readAllBytes();
                }
            }
            default -> throw new IOException("unknown encoding");
        };
    }

    private static Optional<String> ofCompletion(JsonNode completion) {
        return answer(
                completion.path("choices").path(0).path("message").path("content").asText(""));
    }

    private static Optional<String> ofStream(String events) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean ended = false;
        for (String line : events.lines().toList()) {
            if (!line.startsWith(DATA)) continue;
            String data = line.substring(DATA.length()).strip();
            if (data.equals(END)) ended = true;
            else {
                JsonNode event = CompletionRequest.JSON.readTree(data);
                if (event.hasNonNull("error")) return Optional.empty();
                JsonNode choice = event.path("choices").path(0);
                text.append(choice.path("delta").path("content").asText(""));
            }
        }
        return ended ? answer(text.toString()) : Optional.empty();
    }

    private static Optional<String> answer(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
