package metatextgrad.services.gateway.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.KafkaHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to Kafka. The producer is made with the first record, because it cannot be made
 * while the names of all brokers are unknown. Thread-safe.
 */
public final class TrafficWriter implements KafkaWriter {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** How long a record may take in all, in milliseconds: an outage is noticed as late. */
    private static final int DELIVERY = 5000;

    private static final int BLOCK = 2000;

    /** A registry that is unavailable would let a command wait for minutes. */
    private static final Duration COMMAND = Duration.ofSeconds(10);

    private final Settings settings;
    private final Serializer<Event> events;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Object> properties;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private boolean closed;

    /**
     * @param events writes commands
     */
    public TrafficWriter(Settings settings, Serde<Event> events) {
        this.settings = settings;
        this.events = events.serializer();
        properties = new HashMap<>(settings.client());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY - BLOCK);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY);
    }

    @Override
    public CompletableFuture<Void> write(TrafficRecord record) {
        byte[] value = record.json().getBytes(UTF_8);
        return send(record.topic().in(settings), null, value, record.trace());
    }

    @Override
    public CompletableFuture<Void> write(RawRecord record) {
        byte[] key = record.key().hasRemaining() ? bytes(record.key()) : null;
        return send(
                new ProducerRecord<>(
                        record.topic(),
                        null,
                        key,
                        bytes(record.value()),
                        KafkaHeaders.write(record.headers())));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return Utils.toArray(buffer.duplicate());
    }

    @Override
    public CompletableFuture<Void> write(Event command, TraceContext trace) {
        String topic = Topics.of(command).in(settings);
        byte[] key = command.key().getBytes(UTF_8);
        return inTime(
                CompletableFuture.supplyAsync(() -> events.serialize(topic, command), threads),
                COMMAND,
                value -> send(topic, key, value, trace));
    }

    /**
     * Sends a value if it is there in time. A command whose sender was refused must not take effect
     * later, when the registry is back.
     */
    static <T> CompletableFuture<Void> inTime(
            CompletableFuture<T> value, Duration most, Function<T, CompletableFuture<Void>> send) {
        return value.orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).thenCompose(send);
    }

    private CompletableFuture<Void> send(
            String topic, byte @Nullable [] key, byte[] value, TraceContext trace) {
        return send(new ProducerRecord<>(topic, null, key, value, trace.headers()));
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            var unused =
                    producer()
                            .send(
                                    record,
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
        threads.shutdownNow();
        if (producer != null) producer.close(CLOSE);
    }
}
