package metatextgrad.services.gateway.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import metatextgrad.json.ScalarText;
import metatextgrad.trace.TracedChat;
import org.jspecify.annotations.Nullable;

/** The body of a chat completion, as the client sent it. Immutable. */
public final class CompletionRequest {
    /** Requests have a thread each, so buffers of a thread would be used once. */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build();

    static final JsonMapper JSON =
            JsonMapper.builder(FACTORY.copy())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .nodeFactory(ScalarText.NODES)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private static final Set<String> SYSTEM = Set.of("system", "developer");
    private static final Set<String> TEXT_PARTS = Set.of("text", "refusal");
    private static final String GROUP = "mtg_group";

    private final byte[] body;
    private final BodySpans spans;
    private final JsonNode tree;

    private CompletionRequest(byte[] body, BodySpans spans, JsonNode tree) {
        this.body = body;
        this.spans = spans;
        this.tree = tree;
    }

    /**
     * Reads a body.
     *
     * @throws InvalidChat if it is no JSON object in UTF-8
     */
    public static CompletionRequest read(byte[] body) {
        BodySpans spans = BodySpans.of(body);
        try {
            return new CompletionRequest(body, spans, JSON.readTree(body));
        } catch (IOException e) {
            throw BodySpans.notJson(e);
        }
    }

    /** Returns the bytes as they came. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the model that the client names; null if it names none. */
    public @Nullable String model() {
        return tree.path("model").isTextual() ? tree.path("model").asText() : null;
    }

    public boolean stream() {
        return tree.path("stream").asBoolean(false);
    }

    /** Whether the client forbids to keep the request. An absent field does not. */
    public boolean storeForbidden() {
        return tree.path("store").isBoolean() && !tree.path("store").asBoolean();
    }

    /** Returns the user or group of the request; null if it names none. */
    public @Nullable String group() {
        String group = metadata(GROUP);
        if (group != null && !group.isBlank()) return group;
        String user = tree.path("user").asText("");
        return user.isBlank() ? null : user;
    }

    /** Returns a value of {@code metadata}; null if it is missing. */
    public @Nullable String metadata(String name) {
        JsonNode value = tree.path("metadata").path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** Whether the request has text only, and wants one answer: no tools, images or choices. */
    public boolean plain() {
        return tree.path("tools").isEmpty()
                && tree.path("functions").isEmpty()
                && tree.path("n").asInt(1) <= 1
                && messages().stream().allMatch(CompletionRequest::plain);
    }

    private static boolean plain(JsonNode message) {
        return !message.has("tool_calls")
                && !message.has("function_call")
                && !Set.of("tool", "function").contains(message.path("role").asText())
                && StreamSupport.stream(parts(message).spliterator(), false)
                        .allMatch(part -> TEXT_PARTS.contains(part.path("type").asText()));
    }

    private static JsonNode parts(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isArray() ? content : JSON.createArrayNode();
    }

    /**
     * Requires messages, which a program needs.
     *
     * @throws InvalidChat if there are none
     */
    public CompletionRequest requireMessages() {
        if (!tree.path("messages").isArray() || tree.path("messages").isEmpty())
            throw new InvalidChat("messages", "`messages` must be a list of one message or more");
        return this;
    }

    /**
     * Returns what a program works on: the message of the user if there is no other, else all
     * messages after the system message as canonical JSON.
     */
    public String input() {
        List<JsonNode> rest = messages().subList(hasSystem() ? 1 : 0, messages().size());
        if (rest.size() == 1 && rest.getFirst().path("role").asText().equals("user"))
            return text(rest.getFirst());
        ArrayNode all = JSON.createArrayNode();
        rest.forEach(all::add);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Returns the messages as spans describe them. */
    public List<TracedChat.Turn> turns() {
        return messages().stream()
                .map(one -> new TracedChat.Turn(one.path("role").asText(""), text(one)))
                .toList();
    }

    /** Returns the parameters of the model as spans describe them. */
    public TracedChat.Parameters parameters() {
        Long most = whole("max_completion_tokens");
        return new TracedChat.Parameters(
                number("temperature"),
                number("top_p"),
                most == null ? whole("max_tokens") : most,
                whole("seed"));
    }

    private @Nullable Double number(String field) {
        return tree.path(field).isNumber() ? tree.path(field).asDouble() : null;
    }

    private @Nullable Long whole(String field) {
        return tree.path(field).canConvertToLong() ? tree.path(field).asLong() : null;
    }

    /** Whether the first message is of the system. */
    boolean hasSystem() {
        return !messages().isEmpty()
                && SYSTEM.contains(messages().getFirst().path("role").asText());
    }

    /** Returns the text of the system message; empty if there is none. */
    public String system() {
        return hasSystem() ? text(messages().getFirst()) : "";
    }

    List<JsonNode> messages() {
        List<JsonNode> all = new ArrayList<>();
        if (tree.path("messages").isArray()) tree.path("messages").forEach(all::add);
        return all;
    }

    BodySpans spans() {
        return spans;
    }

    byte[] bytes() {
        return body;
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray()) return content.asText("");
        List<String> texts = new ArrayList<>();
        content.forEach(part -> texts.add(part.path("text").asText("")));
        return String.join("\n", texts);
    }
}
