package metatextgrad.wire;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.util.Map;
import metatextgrad.model.Causes;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.AvroLimits;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryConfig;
import metatextgrad.wire.registry.RegistryUnavailable;
import metatextgrad.wire.registry.Time;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Events with the schema's id, as the registry knows it, before each. Thread-safe. */
final class RegistrySerde implements Serde<Event> {
    private final Pairs pairs;
    private final AvroKafkaSerializer<SpecificRecord> serializer;
    private final AvroKafkaDeserializer<SpecificRecord> deserializer;

    RegistrySerde(Pairs pairs, Map<String, ?> users, Time time) {
        AvroLimits.set();
        this.pairs = pairs;
        Map<String, Object> config = RegistryConfig.of(users);
        RegistryClientFacade registry = RegistryConfig.client(config, time);
        serializer = new AvroKafkaSerializer<>(registry);
        serializer.configure(config, false);
        deserializer = new AvroKafkaDeserializer<>(registry);
        deserializer.configure(config, false);
    }

    @Override
    public Serializer<Event> serializer() {
        return (topic, event) -> event == null ? null : write(topic, event);
    }

    @Override
    public Deserializer<Event> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(topic, bytes);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private byte[] write(String topic, Event event) {
        SpecificRecord record = pairs.toAvro(event);
        try {
            return serializer.serialize(topic, record);
        } catch (RuntimeException e) {
            failIfUnavailable(e);
            String name = record.getSchema().getName();
            throw new IllegalStateException(
                    "cannot write " + name + " to " + topic + "; is its schema registered?", e);
        }
    }

    private Event read(String topic, byte[] bytes) {
        SpecificRecord record;
        try {
            record = deserializer.deserialize(topic, bytes);
        } catch (RuntimeException e) {
            failIfUnavailable(e);
            throw new MalformedRecord("unreadable record: " + reason(e), e);
        }
        return pairs.event(record);
    }

    private static String reason(RuntimeException e) {
        if (e.getCause() instanceof ApiException) return "the registry has no schema of its id";
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static void failIfUnavailable(Throwable e) {
        RegistryUnavailable unavailable = Causes.find(e, RegistryUnavailable.class);
        if (unavailable != null) throw unavailable;
    }
}
