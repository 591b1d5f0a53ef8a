package metatextgrad.services.worker;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.modelclient.RateLimitAwareModel;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.services.worker.scheduler.SampleRequests;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole way over HTTP, at a server that limits. How much of the limit is used: {@link
 * RateTest}, in a time of its own, and {@code ./mtg bench --only rate}.
 */
@Timeout(value = 5, unit = MINUTES)
@Tag("long")
final class LimitedServerTest {
    private static final int PER_MINUTE = 6000;
    private static final int REQUESTS = 500;
    private static final ModelSpec STUDENT = new ModelSpec("sim-student", 0, 100, 30);

    @ParameterizedTest
    @CsvSource({"6000", ","})
    @DisplayName("FAULT 11: calls over HTTP keep to the configured or reported limit")
    void shouldKeepToTheLimit(@Nullable Integer set) throws Exception {
        SimulatorConfig limited =
                SimulatorConfig.of("demo")
                        .withLatency(LatencyPlan.parse("50ms"))
                        .withRateLimit(new RateLimit(PER_MINUTE, 0));
        AtomicInteger refused = new AtomicInteger();
        try (SimulatorServer server = SimulatorServer.start(limited);
                OpenAiModel model =
                        new OpenAiModel(
                                server.baseUrl(), ApiKey.of("k"), 256, InstantSource.system())) {
            List<LlmRequest> requests =
                    IntStream.range(0, REQUESTS)
                            .mapToObj(i -> SampleRequests.request(STUDENT, "question " + i, "p"))
                            .toList();
            try (LiveScheduler scheduler =
                    new LiveScheduler(
                            counting(model, refused), new RateLimits(set, null, 1), requests)) {
                scheduler.await();

                assertThat(scheduler.ok).hasValue(REQUESTS);
                assertThat(refused).hasValueLessThanOrEqualTo(REQUESTS / 100);
            }
        }
    }

    private static RateLimitAwareModel counting(OpenAiModel model, AtomicInteger refused) {
        return (spec, messages, seed, format) -> {
            ReplyWithLimits reply = model.askWithLimits(spec, messages, seed, format);
            if (reply.reply() instanceof Reply.RateLimited) refused.incrementAndGet();
            return reply;
        };
    }
}
