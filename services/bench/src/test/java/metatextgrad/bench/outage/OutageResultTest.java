package metatextgrad.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.bench.outage.OutageProxy.Forwarded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutageResultTest {
    private static final long OUT = 1_000;

    @Test
    void shouldCountWhatHasNoAnswer() {
        OutageResult result =
                OutageResult.of(
                        List.of(
                                request("1", 0, null),
                                request("2", 0, "status 503"),
                                request("3", 0, null)));

        assertThat(result.sent()).isEqualTo(3);
        assertThat(result.problems()).containsExactly("status 503");
        assertThat(result.apart()).isZero();
        assertThat(result.micros().getTotalCount()).isEqualTo(2);
        assertThat(result.millis(99)).isEqualTo(1);
    }

    @Test
    void shouldCountRequestsToTheFailedGatewayApart() {
        OutageResult result =
                OutageResult.of(
                        List.of(
                                request("answered", 0, null),
                                request("broken", 0, "status 502"),
                                request("retried", OUT, null),
                                request("of the other", 0, "status 502"),
                                request("unknown", 0, "no answer yet")),
                        Map.of(
                                "answered", new Forwarded("a", false),
                                "broken", new Forwarded("a", false),
                                "retried", new Forwarded("b", true),
                                "of the other", new Forwarded("b", false)),
                        "a",
                        OUT);

        assertThat(result.apart()).isEqualTo(2);
        assertThat(result.apartAnswered()).isEqualTo(1);
        assertThat(result.problems()).containsExactly("status 502", "no answer yet");
        assertThat(result.micros().getTotalCount()).isEqualTo(1);
    }

    /** A request that was due later must be answered. */
    @Test
    void shouldCountNothingApartOnceTheGatewayIsOut() {
        OutageResult result =
                OutageResult.of(
                        List.of(request("late", OUT + 1, "status 502")),
                        Map.of("late", new Forwarded("a", false)),
                        "a",
                        OUT);

        assertThat(result.apart()).isZero();
        assertThat(result.unanswered()).isEqualTo(1);
    }

    private static OutageRequest request(String id, long due, @Nullable String problem) {
        return new OutageRequest(id, due, 1_000, problem);
    }
}
