package metatextgrad.cli.cluster;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import metatextgrad.config.Settings;
import metatextgrad.model.KeptHeaders;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.wire.KafkaHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
        try {
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    null,
                                    named,
                                    value.duplicate(),
                                    KafkaHeaders.write(headers)))
                    .get();
        } catch (ExecutionException e) {
            throw EventWriter.unwritten(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
