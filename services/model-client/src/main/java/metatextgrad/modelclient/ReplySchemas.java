package metatextgrad.modelclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import metatextgrad.llm.ReplyFormat;

/**
 * The field {@code response_format} of each form. The schemas follow the strict rules of OpenAI: no
 * other properties, and all are required. Tests compare them with the records that replies are read
 * into. Thread-safe.
 */
final class ReplySchemas {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<ReplyFormat, JsonNode> FORMATS = new EnumMap<>(ReplyFormat.class);

    static {
        for (ReplyFormat format : ReplyFormat.values())
            if (format != ReplyFormat.TEXT) FORMATS.put(format, responseFormat(format));
    }

    private ReplySchemas() {}

    /**
     * Returns the value of the field.
     *
     * @param format not {@link ReplyFormat#TEXT}
     */
    static JsonNode of(ReplyFormat format) {
        return Objects.requireNonNull(FORMATS.get(format), "text has no schema");
    }

    private static JsonNode responseFormat(ReplyFormat format) {
        String name = format.name().toLowerCase(Locale.ROOT);
        ObjectNode field = MAPPER.createObjectNode().put("type", "json_schema");
        field.putObject("json_schema")
                .put("name", name)
                .put("strict", true)
                .set("schema", schema("/schema/reply-" + name + ".json"));
        return field;
    }

    private static JsonNode schema(String resource) {
        try (InputStream file = ReplySchemas.class.getResourceAsStream(resource)) {
            return MAPPER.readTree(Objects.requireNonNull(file, resource));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }
}
