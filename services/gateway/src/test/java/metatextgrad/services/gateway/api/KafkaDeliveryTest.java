package metatextgrad.services.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import metatextgrad.model.event.Event;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.traffic.Backlog;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.RawRecord;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import org.junit.jupiter.api.Test;

final class KafkaDeliveryTest {
    private static final TrafficRecord RECORD =
            new TrafficRecord(Topics.TASKS, "{}", TraceContext.NONE);

    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final Semaphore room = new Semaphore(2);
    private final KafkaDelivery delivery =
            new KafkaDelivery(new Waiting(), new Backlog(() -> Lags.NONE, room));

    /** Takes each record at once, and has written none. */
    private final class Waiting implements KafkaWriter {
        @Override
        public CompletableFuture<Void> write(TrafficRecord record) {
            return written;
        }

        @Override
        public CompletableFuture<Void> write(RawRecord record) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(Event command, TraceContext trace) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldRefuseWhatHasNoRoomUntilThereIsSome() throws Exception {
        Thread one = Thread.ofVirtual().start(() -> delivery.write(RECORD));
        Thread other = Thread.ofVirtual().start(() -> delivery.write(RECORD));
        await().until(() -> room.availablePermits() == 0);

        assertThatThrownBy(() -> delivery.write(RECORD))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> {
                            assertThat(denied.status()).isEqualTo(429);
                            assertThat(denied.retryAfter()).isEqualTo(5);
                        });

        written.complete(null);
        one.join();
        other.join();
        delivery.write(RECORD);
        assertThat(room.availablePermits()).isEqualTo(2);
    }
}
