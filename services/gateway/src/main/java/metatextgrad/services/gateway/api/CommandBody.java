package metatextgrad.services.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/** The fields of a decision or a command. Pure. */
final class CommandBody {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final int MAX_REASON = 1000;

    private final ObjectNode fields;

    private CommandBody(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a body.
     *
     * @param known its possible fields
     * @throws IllegalArgumentException with the reason, in one line
     */
    static CommandBody read(String body, List<String> known) {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON", e);
        }
        if (!(tree instanceof ObjectNode object))
            throw new IllegalArgumentException("the body must be a JSON object");
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name))
                                throw new IllegalArgumentException(
                                        "the body has an unknown field; known are " + known);
                        });
        return new CommandBody(object);
    }

    /** Returns one of these words. */
    String word(String field, List<String> words) {
        JsonNode value = fields.path(field);
        if (value.isTextual() && words.contains(value.asText())) return value.asText();
        throw new IllegalArgumentException(
                "`%s` must be one of %s".formatted(field, String.join(", ", words)));
    }

    /** Returns why, in one line. */
    String reason() {
        JsonNode value = fields.path("reason");
        String reason = value.isTextual() ? value.asText().strip() : "";
        if (reason.isEmpty() || reason.length() > MAX_REASON || hasControls(reason))
            throw new IllegalArgumentException(
                    "`reason` must be a line of 1 to %d characters".formatted(MAX_REASON));
        return reason;
    }

    /** Control characters would break lines; half characters cannot be UTF-8. */
    private static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(
                        one ->
                                Character.isISOControl(one)
                                        || Character.getType(one) == Character.SURROGATE);
    }

    /** Returns a version; null if the field is absent. */
    @Nullable VersionId version(String field) {
        JsonNode value = fields.path(field);
        if (isAbsent(value)) return null;
        if (!value.isTextual() || value.asText().isBlank())
            throw new IllegalArgumentException("`%s` must be the id of a version".formatted(field));
        return new VersionId(value.asText());
    }

    /** Returns a number; {@code usual} if the field is absent. */
    @Nullable Double number(String field, double low, double high) {
        JsonNode value = fields.path(field);
        if (isAbsent(value)) return null;
        if (!(value.isNumber() && value.asDouble() >= low && value.asDouble() <= high))
            throw new IllegalArgumentException(
                    "`%s` must be a number from %s to %s".formatted(field, low, high));
        return value.asDouble();
    }

    /** Returns a serial; null if the field is absent. */
    @Nullable Serial serial(String field) {
        JsonNode value = fields.path(field);
        if (isAbsent(value)) return null;
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 1)
            throw new IllegalArgumentException(
                    "`%s` must be the serial of a serving table".formatted(field));
        return new Serial(value.asLong());
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
