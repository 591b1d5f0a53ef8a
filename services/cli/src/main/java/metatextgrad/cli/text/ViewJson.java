package metatextgrad.cli.text;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.LocalDate;
import java.util.Map;
import metatextgrad.json.Json;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.event.RoundEnd;
import org.jspecify.annotations.Nullable;

/** Writes views as JSON: one object in one line, always with the same keys. Thread-safe. */
public final class ViewJson {
    private static final int SCHEMA_VERSION = 1;
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .build()
                    .addMixIn(RoundEnd.class, RoundKeys.class)
                    .addMixIn(Cost.class, CostKeys.class)
                    .addMixIn(Cost.Spent.class, SpentKeys.class)
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(LocalDate.class, ToStringSerializer.instance));

    /** Scripts can rely on the keys of one schema version. */
    private record Document(int schemaVersion, @JsonUnwrapped View view) {}

    /** Keys of {@link RoundEnd}. */
    private interface RoundKeys {
        @JsonProperty("baselineScore")
        double against();
    }

    /** A cost is written as the object of its roles. */
    private interface CostKeys {
        @JsonValue
        Map<ModelRole, Cost.Spent> roles();
    }

    /** Keys of {@link Cost.Spent}, without its time, which only contests compare. */
    @JsonIgnoreProperties("millis")
    private interface SpentKeys {
        @JsonProperty("requests")
        long requests();
    }

    private ViewJson() {}

    public static String write(View view) {
        try {
            return MAPPER.writeValueAsString(new Document(SCHEMA_VERSION, view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written as JSON", e);
        }
    }

    public static JsonNode program(Program program) {
        return read(Json.write(program));
    }

    public static @Nullable JsonNode optimizer(@Nullable OptimizerSpec optimizer) {
        return optimizer == null ? null : read(Json.write(optimizer));
    }

    /** Parses JSON that this project wrote. */
    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the JSON that was written", e);
        }
    }

    /** Parses JSON of other programs; returns a missing node if the text is not JSON. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
