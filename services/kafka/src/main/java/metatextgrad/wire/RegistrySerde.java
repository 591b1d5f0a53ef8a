package metatextgrad.wire;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.util.Map;
import metatextgrad.model.Causes;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryConfig;
import metatextgrad.wire.registry.RegistryUnavailable;
import metatextgrad.wire.registry.Time;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Events as bytes, each after the id of its schema in the registry. Thread-safe. */
final class RegistrySerde implements Serde<Event> {
    private final Wire wire;
    private final AvroKafkaSerializer<SpecificRecord> serializer;
    private final AvroKafkaDeserializer<SpecificRecord> deserializer;

    RegistrySerde(Wire wire, Map<String, ?> configured, Time time) {
        this.wire = wire;
        Map<String, Object> config = RegistryConfig.of(configured);
        RegistryClientFacade registry = RegistryConfig.client(config, time);
        serializer = new AvroKafkaSerializer<>(registry);
        serializer.configure(config, false);
        deserializer = new AvroKafkaDeserializer<>(registry);
        deserializer.configure(config, false);
    }

    @Override
    public Serializer<Event> serializer() {
        return PlainJson.writer((topic, event) -> event == null ? null : write(topic, event));
    }

    @Override
    public Deserializer<Event> deserializer() {
        return PlainJson.reader((topic, bytes) -> bytes == null ? null : read(topic, bytes));
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private byte[] write(String topic, Event event) {
        SpecificRecord record = wire.toAvro(event);
        try {
            return serializer.serialize(topic, record);
        } catch (RuntimeException e) {
            failIfUnavailable(e);
            String name = record.getSchema().getName();
            throw new IllegalStateException(
                    "cannot write "
                            + name
                            + " to "
                            + topic
                            + "; check that its schema is registered",
                    e);
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
        return wire.event(record);
    }

    private static String reason(RuntimeException e) {
        return e.getCause() instanceof ApiException
                ? "the schema id of the record is not in the registry"
                : SingleObject.reason(e);
    }

    private static void failIfUnavailable(Throwable e) {
        RegistryUnavailable unavailable = Causes.find(e, RegistryUnavailable.class);
        if (unavailable != null) throw unavailable;
    }
}
