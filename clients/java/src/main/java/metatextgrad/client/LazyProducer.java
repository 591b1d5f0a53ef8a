package metatextgrad.client;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The producer, made when it is first needed. While no broker has a known address, Kafka cannot
 * make one, and the next call tries again. Thread-safe.
 */
final class LazyProducer {
    private final Supplier<Producer<byte[], byte[]>> create;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean isClosed;

    LazyProducer(Supplier<Producer<byte[], byte[]>> create) {
        this.create = create;
    }

    /**
     * @throws RuntimeException of Kafka if it cannot be made now
     */
    synchronized Producer<byte[], byte[]> get() {
        if (isClosed) throw new IllegalStateException("the client is closed");
        if (producer == null) producer = create.get();
        return producer;
    }

    /** Writes what waits, at most for this time. */
    synchronized void close(Duration atMost) {
        isClosed = true;
        if (producer != null) producer.close(atMost);
        producer = null;
    }
}
