package metatextgrad.cli.cluster;

import java.nio.ByteBuffer;
import metatextgrad.config.Settings;
import metatextgrad.model.KeptHeaders;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.wire.KafkaHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;

/** Writes records of bytes. Not thread-safe. */
public final class RecordWriter implements AutoCloseable {
    private final KafkaProducer<ByteBuffer, ByteBuffer> producer;
    private final Settings settings;

    public RecordWriter(Settings settings) {
        this.settings = settings;
        producer =
                new KafkaProducer<>(
                        EventWriter.properties(settings, EventWriter.COMMAND),
                        new ByteBufferSerializer(),
                        new ByteBufferSerializer());
    }

    /**
     * Returns once the broker has the record.
     *
     * @param key empty for none
     * @throws EnvironmentProblem if the broker does not accept it, with exit code 6
     */
    public void send(String topic, ByteBuffer key, ByteBuffer value, KeptHeaders headers) {
        ByteBuffer named = key.hasRemaining() ? key.duplicate() : null;
        EventWriter.await(
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                named,
                                value.duplicate(),
                                KafkaHeaders.write(headers))),
                settings);
    }

    @Override
    public void close() {
        producer.close();
    }
}
