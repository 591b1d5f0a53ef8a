package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import metatextgrad.llm.Usage;
import org.eclipse.jetty.http.QuotedQualityCSV;

/**
 * The answer of a completion that was relayed.
 *
 * @param text of the assistant; blank if there is none, such as in a call of a tool
 * @param model as the server names it; empty if it does not
 * @param usage tokens that the server states; {@link Usage#NONE} if it states none
 */
public record ChatAnswer(String text, String model, Usage usage) {
    /** Bytes of an answer that is read; a few of them may inflate to any number. */
    private static final int MOST = 4 << 20;

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    /**
     * Reads a whole response; empty for an error, or a stream that broke off.
     *
     * @param type its content type
     * @param encoding of its content; empty for none
     */
    public static Optional<ChatAnswer> read(String type, String encoding, byte[] body) {
        try {
            byte[] plain = decoded(encoding, body);
            return type.startsWith("text/event-stream")
                    ? ofStream(new String(plain, UTF_8))
                    : ofCompletion(CompletionRequest.JSON.readTree(plain));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the encoding of a client's list in which an answer can be read here too. */
    public static String readable(String accepted) {
        QuotedQualityCSV encodings = new QuotedQualityCSV();
        encodings.addValue(accepted);
        boolean gzip =
                encodings.getValues().stream()
                        .map(one -> one.toLowerCase(Locale.ROOT))
                        .anyMatch(GZIP::contains);
        return gzip ? "gzip" : "identity";
    }

    private static byte[] decoded(String encoding, byte[] body) throws IOException {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    byte[] plain = in.readNBytes(MOST + 1);
                    if (plain.length > MOST) throw new IOException("a large answer");
                    yield plain;
                }
            }
            default -> throw new IOException("unknown encoding");
        };
    }

    private static Optional<ChatAnswer> ofCompletion(JsonNode completion) {
        JsonNode choice = completion.path("choices").path(0);
        if (choice.isMissingNode()) return Optional.empty();
        return Optional.of(
                new ChatAnswer(
                        choice.path("message").path("content").asText(""),
                        completion.path("model").asText(""),
                        usage(completion, Usage.NONE)));
    }

    private static Optional<ChatAnswer> ofStream(String events) throws IOException {
        StringBuilder text = new StringBuilder();
        String model = "";
        Usage usage = Usage.NONE;
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
                model = event.path("model").asText(model);
                usage = usage(event, usage);
            }
        }
        return ended
                ? Optional.of(new ChatAnswer(text.toString(), model, usage))
                : Optional.empty();
    }

    private static Usage usage(JsonNode of, Usage before) {
        JsonNode usage = of.path("usage");
        return usage.isObject()
                ? new Usage(
                        Math.max(0, usage.path("prompt_tokens").asLong()),
                        Math.max(0, usage.path("completion_tokens").asLong()))
                : before;
    }
}
