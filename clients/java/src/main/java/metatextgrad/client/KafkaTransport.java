package metatextgrad.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Reads tables from a topic, and writes records to topics. Thread-safe. */
final class KafkaTransport implements ClientTransport {
    private final ServingTableReader reader;
    private final LazyProducer producer;
    private final RecordSenders<TopicSender> senders;

    KafkaTransport(
            PromptClientBuilder settings,
            LastTable last,
            Supplier<Consumer<byte[], byte[]>> consumers,
            LazyProducer producer) {
        this.producer = producer;
        ClientFailureListener listener = settings.listener();
        String tables = settings.topic(ClientTopics.PROMPTS_JSON);
        reader =
                new ServingTableReader(
                        tables, last, new FailureLog("read " + tables, listener), consumers);
        senders =
                new RecordSenders<>(
                        kind ->
                                new TopicSender(
                                        settings.topic(kind),
                                        settings.project(),
                                        producer,
                                        listener));
    }

    /**
     * @throws IllegalArgumentException with the reason, in one line, if Kafka's clients do not
     *     accept their settings
     */
    static KafkaTransport of(Map<String, ?> kafka, PromptClientBuilder settings, LastTable last) {
        Map<String, Object> reading = KafkaSettings.consumer(kafka);
        Map<String, Object> writing = KafkaSettings.producer(kafka);
        LazyProducer producer = new LazyProducer(() -> new KafkaProducer<>(writing));
        try {
            var unused = producer.get();
        } catch (KafkaException e) {
            if (KafkaSettings.hosts(writing).stream().anyMatch(KafkaTransport::isKnown))
                throw new IllegalArgumentException(
                        "the Kafka settings are not valid: " + FailureLog.reason(e), e);
            // Names of hosts can be unknown during an outage: the next records try again.
        }
        return new KafkaTransport(settings, last, () -> new KafkaConsumer<>(reading), producer);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return reader.await(atMost);
    }

    @Override
    public void send(String kind, Map<String, Object> fields) {
        senders.send(kind, fields);
    }

    @Override
    public long lost() {
        return senders.lost();
    }

    @Override
    public void close(Duration atMost) throws InterruptedException {
        Collection<TopicSender> all = senders.all();
        all.forEach(TopicSender::shutdown);
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (TopicSender one : all) one.await(until(end));
            producer.close(until(end));
        } catch (InterruptedException | InterruptException e) {
            // Both end at once then, and Kafka's clients need a thread that may wait to be closed.
            boolean unused = Thread.interrupted();
            end = System.nanoTime();
            producer.close(Duration.ZERO);
            throw e instanceof InterruptedException interrupted
                    ? interrupted
                    : new InterruptedException();
        } finally {
            reader.close(until(end));
        }
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
