package metatextgrad.services.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.modelclient.RateHeaders;
import metatextgrad.modelclient.RateLimitAwareModel;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.services.worker.scheduler.SampleRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RefusedParameterMetricTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");

    /** The client sends again by itself: the scheduler makes one call, and bills one. */
    @Test
    @Timeout(60)
    void shouldCountARefusedParameterAndNoFurtherCall() throws InterruptedException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AtomicInteger calls = new AtomicInteger();
        RateLimitAwareModel model =
                (spec, messages, seed, format) -> {
                    calls.incrementAndGet();
                    return new ReplyWithLimits(OK, RateHeaders.NONE, List.of("temperature"));
                };
        try (LiveScheduler scheduler =
                new LiveScheduler(
                        model,
                        new WorkerMeters(registry),
                        new RateLimits(null, null, 1),
                        List.of(SampleRequests.request("2+2?", "p")))) {
            scheduler.await();
        }
        assertThat(calls).hasValue(1);
        assertThat(
                        registry.get("mtg.llm.parameters.refused")
                                .tag("parameter", "temperature")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(registry.get("mtg.llm.calls").timer().count()).isEqualTo(1);
        assertThat(registry.get("mtg.llm.calls.repeated").counter().count()).isZero();
    }
}
