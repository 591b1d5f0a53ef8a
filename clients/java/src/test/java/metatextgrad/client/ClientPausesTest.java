package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientPausesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "999999, 30"})
    void shouldPauseABitLongerThanAServerWants(long wanted, long least) {
        assertThat(ClientPauses.after(Duration.ofSeconds(wanted)))
                .isBetween(
                        Duration.ofSeconds(least).plusMillis(500), Duration.ofSeconds(least + 1));
    }
}
