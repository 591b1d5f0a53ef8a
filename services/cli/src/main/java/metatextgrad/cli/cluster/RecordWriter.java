package metatextgrad.cli.cluster;

import java.nio.ByteBuffer;
import metatextgrad.config.Settings;
import metatextgrad.model.KeptHeaders;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.KafkaHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records of bytes. Not thread-safe. */
public final class RecordWriter implements AutoCloseable {
    private final KafkaProducer<ByteBuffer, ByteBuffer> producer;
    private final Settings settings;
    private final TraceContext trace = CommandTrace.context();

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
     * @param partition null if the key decides
     * @param key empty for none
     * @throws EnvironmentProblem if the broker does not accept it, with exit code 6
     */
    public void send(
            String topic,
            @Nullable Integer partition,
            ByteBuffer key,
            ByteBuffer value,
            KeptHeaders headers) {
        ByteBuffer named = key.hasRemaining() ? key.duplicate() : null;
        Headers written = new RecordHeaders(KafkaHeaders.write(headers));
        // A record that is sent again stays in its trace.
        if (TraceContext.of(written).isEmpty()) written = trace.in(written);
        EventWriter.await(
                producer.send(
                        new ProducerRecord<>(topic, partition, named, value.duplicate(), written)),
                topic,
                settings);
    }

    @Override
    public void close() {
        producer.close();
    }
}
