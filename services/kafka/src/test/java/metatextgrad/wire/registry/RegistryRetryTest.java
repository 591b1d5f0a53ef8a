package metatextgrad.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.kiota.ApiException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class RegistryRetryTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final FakeTime time = new FakeTime();
    private final RegistryRetry retry = new RegistryRetry(time, Duration.ofSeconds(10));

    @Test
    void shouldReturnTheAnswer() {
        String answer = retry.ask(() -> "schema");

        assertThat(answer).isEqualTo("schema");
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void shouldRetryUntilTheRegistryAnswers() {
        List<String> calls = new ArrayList<>();

        String answer =
                retry.ask(
                        () -> {
                            calls.add("call");
                            if (calls.size() < 4) throw unreachable();
                            return "schema";
                        });

        assertThat(answer).isEqualTo("schema");
        assertThat(time.pauses).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L);
    }

    @Test
    void shouldFailAfterTwoMinutes() {
        assertThatThrownBy(
                        () ->
                                retry.ask(
                                        () -> {
                                            throw unreachable();
                                        }))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageStartingWith("registry unreachable for 120 s: ")
                .hasRootCauseInstanceOf(ConnectException.class);
        assertThat(time.waited()).isBetween(TWO_MINUTES.minusSeconds(5), TWO_MINUTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503})
    void shouldRetryTransientStatuses(int status) {
        assertThatThrownBy(() -> retry.ask(answering(status)))
                .isInstanceOf(RegistryUnavailable.class);
        assertThat(time.pauses).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldNotWaitForAccess(int status) {
        assertThatThrownBy(() -> RegistryRetry.withoutWaitForAccess(time).ask(answering(status)))
                .isInstanceOf(AccessDenied.class)
                .hasMessage("status " + status);
        assertThat(time.pauses).isEmpty();
        assertThatThrownBy(() -> retry.ask(answering(status)))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessage("registry denied access for 120 s: status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409})
    void shouldNotRetryOtherStatuses(int status) {
        assertThatThrownBy(() -> retry.ask(answering(status)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.getResponseStatusCode()).isEqualTo(status));
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void shouldTimeOutACallThatHangs() {
        RegistryRetry impatient = new RegistryRetry(time, Duration.ofMillis(1));

        assertThatThrownBy(() -> impatient.ask(RegistryRetryTest::never))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("no answer in ");
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retry.ask(RegistryRetryTest::never))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessage("interrupted while waiting for the registry");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }

    private static RuntimeException unreachable() {
        return new IllegalStateException(new ConnectException("Connection refused"));
    }

    private static Supplier<String> answering(int status) {
        return () -> {
            throw new Answer(status);
        };
    }

    private static final class Answer extends ApiException {
        Answer(int status) {
            setResponseStatusCode(status);
        }
    }

    /** Time that passes only during sleeps. */
    public static final class FakeTime implements Time {
        public final List<Duration> pauses = new ArrayList<>();

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(waited());
        }

        @Override
        public void sleep(Duration pause) {
            pauses.add(pause);
        }

        Duration waited() {
            return pauses.stream().reduce(Duration.ZERO, Duration::plus);
        }
    }
}
