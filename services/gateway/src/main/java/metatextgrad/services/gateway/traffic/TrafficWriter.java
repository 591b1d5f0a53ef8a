package metatextgrad.services.gateway.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import metatextgrad.config.Settings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to Kafka. The producer is made with the first record, because it cannot be made
 * while the names of all brokers are unknown. Thread-safe.
 */
public final class TrafficWriter implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** How long a record may take in all, in milliseconds: an outage is noticed as late. */
    private static final int DELIVERY = 5000;

    private static final int BLOCK = 2000;

    private final Settings settings;
    private final Map<String, Object> properties;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private boolean closed;

    public TrafficWriter(Settings settings) {
        this.settings = settings;
        properties = new HashMap<>(settings.client());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY - BLOCK);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY);
    }

    /** Writes a record. Waits up to two seconds; the future ends some seconds later at most. */
    public CompletableFuture<Void> write(TrafficRecord record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            var unused =
                    producer()
                            .send(
                                    new ProducerRecord<>(
                                            record.topic().in(settings),
                                            record.json().getBytes(UTF_8)),
                                    (metadata, failure) -> {
                                        if (failure == null) written.complete(null);
                                        else written.completeExceptionally(failure);
                                    });
        } catch (KafkaException | IllegalStateException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (closed) throw new IllegalStateException("the writer is closed");
        if (producer == null) producer = new KafkaProducer<>(properties);
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) producer.close(CLOSE);
    }
}
