package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InactivityTimerTest {
    private final InactivityTimer silence = new InactivityTimer(Duration.ofSeconds(3));

    @Test
    void shouldReportEachInactiveKeyOnce() {
        silence.restart("a");
        assertThat(silence.tick()).isEmpty();
        silence.restart("b");
        assertThat(silence.tick()).isEmpty();
        assertThat(silence.tick()).containsExactly("a");
        assertThat(silence.tick()).containsExactly("b");
        assertThat(silence.tick()).isEmpty();
    }

    @Test
    void shouldStartAnewWithEachRecord() {
        silence.restart("a");
        silence.tick();
        silence.tick();
        silence.restart("a");
        assertThat(silence.tick()).isEmpty();
        assertThat(silence.tick()).isEmpty();
        assertThat(silence.tick()).containsExactly("a");
        silence.restart("a");
        assertThat(silence.tick()).isEmpty();
    }
}
