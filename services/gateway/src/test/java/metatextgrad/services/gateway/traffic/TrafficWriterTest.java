package metatextgrad.services.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class TrafficWriterTest {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> value = new CompletableFuture<>();

    private CompletableFuture<Void> inTime(Duration most) {
        return TrafficWriter.inTime(
                value,
                most,
                one -> {
                    sent.add(one);
                    return CompletableFuture.completedFuture(null);
                });
    }

    /** The client got a refusal, and may have decided otherwise since. */
    @Test
    void shouldNotSendACommandThatWasRefused() {
        CompletableFuture<Void> written = inTime(Duration.ofMillis(1));

        assertThatThrownBy(written::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        value.complete("pause");
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendACommandThatIsReadyInTime() {
        CompletableFuture<Void> written = inTime(Duration.ofDays(1));

        value.complete("pause");

        written.join();
        assertThat(sent).containsExactly("pause");
    }
}
