package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import metatextgrad.services.gateway.views.Signal;
import org.junit.jupiter.api.Test;

final class SseStreamTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Signal changed = new Signal();

    /** A client that left would otherwise not be noticed while others get changes. */
    @Test
    void shouldBeatAlsoWhileOnlyOthersGetChanges() throws Exception {
        SseStream stream = new SseStream(out, Duration.ZERO, () -> {});
        changed.raise();

        assertThat(stream.await(changed, 0, () -> true)).isTrue();
        assertThat(out.toString(UTF_8)).isEqualTo(": beat\n\n");
    }

    @Test
    void shouldNotBeatBeforeItsTime() throws Exception {
        SseStream stream = new SseStream(out, Duration.ofDays(1), () -> {});
        changed.raise();

        assertThat(stream.await(changed, 0, () -> true)).isTrue();
        assertThat(out.toString(UTF_8)).isEmpty();
    }
}
