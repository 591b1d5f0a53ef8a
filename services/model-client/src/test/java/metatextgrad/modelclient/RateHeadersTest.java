package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULT 11: valid and invalid limits from servers. */
final class RateHeadersTest {
    @Test
    void shouldReturnNothingWithoutHeaders() {
        assertThat(RateHeaders.of(name -> List.of())).isEqualTo(RateHeaders.NONE);
    }

    @Test
    void shouldReadBothKinds() {
        RateHeaders headers =
                RateHeaders.of(
                        name ->
                                switch (name) {
                                    case "x-ratelimit-limit-requests" -> List.of("600");
                                    case "x-ratelimit-remaining-requests" -> List.of("0");
                                    case "x-ratelimit-reset-requests" -> List.of("120ms");
                                    case "x-ratelimit-limit-tokens" -> List.of("90000", "1");
                                    case "x-ratelimit-remaining-tokens" -> List.of("89000");
                                    default -> List.of();
                                });

        assertThat(headers)
                .isEqualTo(
                        new RateHeaders(
                                new RateHeaders.Reported(600L, 0L, Duration.ofMillis(120)),
                                new RateHeaders.Reported(90_000L, 89_000L, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "0", "1e12", "NaN", "Infinity", "many", "", "99999999999999999999"})
    void shouldIgnoreAnInvalidLimit(String limit) {
        assertThat(reported("limit", limit).limit()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e12", "NaN", "none", ""})
    void shouldIgnoreAnInvalidRemainder(String remaining) {
        assertThat(reported("remaining", remaining).remaining()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1s,1000",
        "20ms,20",
        "59.5s,59500",
        "1m0s,60000",
        "6m0s,",
        "10h,",
        "-1s,",
        "-1,",
        "soon,",
        "99999999999999h,",
        "1700000000,"
    })
    void shouldIgnoreAResetOfMoreThanAMinute(String reset, @Nullable Long millis) {
        assertThat(reported("reset", reset).reset())
                .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void shouldIgnoreARemainderAboveTheLimit() {
        RateHeaders headers =
                RateHeaders.of(
                        name ->
                                List.of(
                                        name.contains("remaining")
                                                ? "601"
                                                : name.contains("limit-") ? "600" : ""));

        assertThat(headers.requests()).isEqualTo(new RateHeaders.Reported(600L, null, null));
    }

    @Property
    void shouldParseOrDropAnyText(@ForAll String text) {
        RateHeaders.Reported reported = RateHeaders.of(name -> List.of(text)).tokens();

        assertThat(reported.limit() == null || reported.limit() > 0).isTrue();
        assertThat(reported.remaining() == null || reported.remaining() >= 0).isTrue();
        assertThat(reported.reset() == null || !reported.reset().isNegative()).isTrue();
    }

    private static RateHeaders.Reported reported(String what, String value) {
        return RateHeaders.of(name -> name.contains("-" + what + "-") ? List.of(value) : List.of())
                .requests();
    }
}
