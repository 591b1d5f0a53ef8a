package metatextgrad.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class TraceContextTest {
    private static final TraceContext ONE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "v=1");
    private static final TraceContext TWO =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01", "");

    @Test
    void shouldReadWhatItWrites() {
        assertThat(TraceContext.of(ONE.headers())).isEqualTo(ONE);
        assertThat(TraceContext.of(TWO.headers())).isEqualTo(TWO);
        assertThat(TraceContext.of(new RecordHeaders())).isEqualTo(TraceContext.NONE);
    }

    @Test
    void shouldReplaceTheContextAndKeepOtherHeaders() {
        Headers headers = ONE.headers();
        headers.add("mtg-project", "p".getBytes(StandardCharsets.UTF_8));

        Headers next = TWO.in(headers);

        assertThat(next.toArray())
                .extracting(header -> header.key())
                .containsExactly("mtg-project", "traceparent");
        assertThat(TraceContext.of(next)).isEqualTo(TWO);
        assertThat(TraceContext.of(headers)).isEqualTo(ONE);
    }

    @Test
    void shouldRemoveTheHeadersForNoContext() {
        assertThat(TraceContext.NONE.in(ONE.headers()).toArray()).isEmpty();
    }

    @Test
    void shouldIgnoreAHeaderThatIsTooLongForAContext() {
        Headers headers = new RecordHeaders();
        headers.add("traceparent", new byte[513]);
        assertThat(TraceContext.of(headers)).isEqualTo(TraceContext.NONE);
    }

    @Test
    void shouldReadOnlyWhatRecordsCanHoldFromARequest() {
        assertThat(TraceContext.of(ONE.parent(), ONE.state())).isEqualTo(ONE);
        assertThat(TraceContext.of(ONE.parent(), "\u00e4=1").state()).isEmpty();
        assertThat(TraceContext.of("x".repeat(513), "v=1")).isEqualTo(TraceContext.NONE);
        assertThat(TraceContext.of(null, "v=1")).isEqualTo(TraceContext.NONE);
    }

    @Test
    void shouldIgnoreAStateWithoutAParent() {
        assertThat(TraceContext.of(new TraceContext("", "v=1").headers()))
                .isEqualTo(TraceContext.NONE);
    }
}
