package metatextgrad.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.function.Function;
import metatextgrad.json.JudgedJson;
import metatextgrad.json.ServingJson;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The events that are or may be plain JSON on their topic, so that an application needs neither
 * Avro nor a registry. Thread-safe.
 */
final class PlainJson {
    private static final String TABLES = "prompts-json";

    /** By the end of the topic's name, after the prefix. */
    private static final Map<String, Function<String, Event>> READ =
            Map.of(TABLES, ServingJson::read, "live-scores", JudgedJson::read);

    private PlainJson() {}

    /** Writes serving tables for applications as JSON, and all other events as before. */
    static Serializer<Event> writer(Serializer<Event> others) {
        return (topic, event) ->
                event instanceof PromptsJson table && topic.endsWith(TABLES)
                        ? table.json().getBytes(UTF_8)
                        : others.serialize(topic, event);
    }

    /** Reads JSON objects of these topics, and all other bytes as before. */
    static Deserializer<Event> reader(Deserializer<Event> others) {
        return (topic, bytes) -> {
            Function<String, Event> json = bytes == null ? null : json(topic, bytes);
            return json == null ? others.deserialize(topic, bytes) : read(json, bytes);
        };
    }

    private static @Nullable Function<String, Event> json(String topic, byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') return null;
        return READ.entrySet().stream()
                .filter(one -> topic.endsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Event read(Function<String, Event> json, byte[] bytes) {
        try {
            return json.apply(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedRecord("the record is not UTF-8", e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new MalformedRecord(String.valueOf(e.getMessage()), e);
        }
    }
}
