package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class TopicSenderTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final MockProducer<byte[], byte[]> kafka = producer(true);

    @Test
    void shouldWriteInOrderWithTheProjectAsKey() throws Exception {
        TopicSender sender = sender(new LazyProducer(() -> kafka));

        for (int i = 0; i < 3; i++) sender.send(Map.of("task", "" + i));
        end(sender);

        assertThat(kafka.history())
                .extracting(one -> new String(one.value(), UTF_8))
                .containsExactly("{\"task\":\"0\"}", "{\"task\":\"1\"}", "{\"task\":\"2\"}");
        assertThat(kafka.history())
                .allSatisfy(
                        one -> {
                            assertThat(one.topic()).isEqualTo("mtg.answers");
                            assertThat(new String(one.key(), UTF_8)).isEqualTo("dyck");
                        });
        assertThat(sender.lost()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldCountRecordsThatKafkaDoesNotTake() throws Exception {
        MockProducer<byte[], byte[]> manual = producer(false);
        TopicSender sender = sender(new LazyProducer(() -> manual));

        sender.send(Map.of("task", "1"));
        sender.send(Map.of("task", "2"));
        end(sender);
        manual.errorNext(new TimeoutException("expired"));
        manual.completeNext();

        assertThat(sender.lost()).isEqualTo(1);
        assertThat(failures).containsExactly("cannot write to mtg.answers: expired");
    }

    /** Kafka makes no producer while no broker has a known address. */
    @Test
    void shouldTryAgainWhenThereIsNoProducerYet() throws Exception {
        CountDownLatch isUp = new CountDownLatch(1);
        TopicSender sender =
                sender(
                        new LazyProducer(
                                () -> {
                                    if (isUp.getCount() > 0) {
                                        isUp.countDown();
                                        throw new IllegalStateException("no address");
                                    }
                                    return kafka;
                                }));

        sender.send(Map.of("task", "1"));
        isUp.await();
        sender.send(Map.of("task", "2"));
        end(sender);

        assertThat(kafka.history())
                .extracting(one -> new String(one.value(), UTF_8))
                .containsExactly("{\"task\":\"2\"}");
        assertThat(sender.lost()).isEqualTo(1);
        assertThat(failures).containsExactly("cannot write to mtg.answers: no address");
    }

    /** The producer is blocked, as it is during an outage. The caller is not. */
    @Test
    void shouldReturnAtOnceAndBoundWhatWaits() throws Exception {
        CountDownLatch outage = new CountDownLatch(1);
        Producer<byte[], byte[]> after = kafka;
        TopicSender sender =
                sender(
                        new LazyProducer(
                                () -> {
                                    try {
                                        outage.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return after;
                                }));
        String mebibyte = "x".repeat(1 << 20);

        for (int i = 0; i < 20; i++) sender.send(Map.of("task", mebibyte));

        assertThat(sender.lost()).isEqualTo(5);
        assertThat(failures)
                .hasSize(5)
                .containsOnly("cannot write to mtg.answers: more than 16 MiB wait for Kafka");
        outage.countDown();
        end(sender);
        assertThat(kafka.history()).hasSize(15);
    }

    @Test
    void shouldCountRecordsAfterTheEnd() throws Exception {
        TopicSender sender = sender(new LazyProducer(() -> kafka));
        end(sender);

        sender.send(Map.of("task", "1"));

        assertThat(sender.lost()).isEqualTo(1);
        assertThat(failures).containsExactly("cannot write to mtg.answers: the client is closed");
    }

    private TopicSender sender(LazyProducer producer) {
        return new TopicSender(
                "mtg.answers", "dyck", producer, (message, cause) -> failures.add(message));
    }

    private static void end(TopicSender sender) throws InterruptedException {
        sender.shutdown();
        sender.await(LONG);
    }

    private static MockProducer<byte[], byte[]> producer(boolean completes) {
        return new MockProducer<>(
                completes, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
