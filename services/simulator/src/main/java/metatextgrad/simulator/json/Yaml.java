package metatextgrad.simulator.json;

import static com.fasterxml.jackson.databind.PropertyNamingStrategies.KEBAB_CASE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Reads built-in YAML files, and maps trees to records. Thread-safe. */
public final class Yaml {
    private static final ObjectMapper MAPPER =
            new YAMLMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .setPropertyNamingStrategy(KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .addHandler(new NamedProblems());

    private static final Pattern MISSING =
            Pattern.compile("^Missing creator property '([^']+)'.*$", Pattern.DOTALL);

    private Yaml() {}

    /** Reads a resource of this module, given by its absolute path. */
    public static <T> T resource(String path, TypeReference<T> type) {
        try (InputStream in = Yaml.class.getResourceAsStream(path)) {
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Maps a section with keys in kebab case to a record.
     *
     * @throws IOException if a key is unknown, or if a key of the record is missing
     */
    public static <T> T record(JsonNode section, Class<T> type) throws IOException {
        try {
            return STRICT.treeToValue(section, type);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    MISSING.matcher(e.getOriginalMessage()).replaceFirst("missing key: $1"), e);
        }
    }

    /** Names the wrong key or value, and no class. */
    private static final class NamedProblems extends DeserializationProblemHandler {
        @Override
        public Object handleWeirdKey(
                DeserializationContext context, Class<?> type, String key, String problem)
                throws IOException {
            throw JsonMappingException.from(context, "unknown key: " + key);
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object target,
                String key)
                throws IOException {
            throw JsonMappingException.from(context, "unknown key: " + key);
        }

        @Override
        public Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable problem)
                throws IOException {
            throw JsonMappingException.from(context, problem.getMessage(), problem);
        }
    }
}
