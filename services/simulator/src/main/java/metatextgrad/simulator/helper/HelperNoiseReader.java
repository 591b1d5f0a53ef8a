package metatextgrad.simulator.helper;

import static com.fasterxml.jackson.databind.PropertyNamingStrategies.KEBAB_CASE;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;

/** Reads the public section of a world file, and is never shown another. */
public final class HelperNoiseReader {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .setPropertyNamingStrategy(KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private HelperNoiseReader() {}

    /** A misspelt or missing key is an error. */
    public static HelperNoise read(JsonNode section) throws IOException {
        return MAPPER.treeToValue(section, HelperNoise.class);
    }
}
