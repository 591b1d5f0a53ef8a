package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.RateHeaders;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.fault.RateLimiter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FAULT 11: how much of a limit calls use, in simulated minutes. */
@Tag("long")
final class RateTest {
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final int MINUTES = 3;
    private static final int REQUESTS = 600;
    private static final int TOKENS_OF_A_CALL = 105;

    /** For as many calls. */
    private static final int TOKENS = REQUESTS * TOKENS_OF_A_CALL;

    /** The limits that the server reports with a refusal. */
    private enum Reported {
        HEADERS,
        RETRY_AFTER,
        NOTHING
    }

    @ParameterizedTest
    @CsvSource({
        "600,,HEADERS",
        "600,,RETRY_AFTER",
        "600,,NOTHING",
        "1200,,HEADERS",
        ",,HEADERS",
        ",63000,HEADERS",
        ",63000,NOTHING"
    })
    @DisplayName("FAULT 11: a known limit is used, and calls are rarely refused")
    void shouldUseAKnownLimitAndRarelyBeRefused(
            @Nullable Integer requests, @Nullable Integer tokens, Reported reported) {
        Traffic traffic = traffic(requests, tokens, reported);

        traffic.run(Duration.ofMinutes(MINUTES));

        assertThat(traffic.served).isGreaterThanOrEqualTo((int) (.95 * MINUTES * REQUESTS));
        assertThat(traffic.limited).isLessThanOrEqualTo(traffic.calls / 100);
    }

    @ParameterizedTest
    @CsvSource({",RETRY_AFTER", ",NOTHING", "2000,RETRY_AFTER", "2000,NOTHING"})
    @DisplayName("FAULT 11: an unreported limit is found")
    void shouldFindAnUnreportedLimit(@Nullable Integer requests, Reported reported) {
        Traffic traffic = traffic(requests, null, reported);
        traffic.run(Duration.ofMinutes(2));
        int calls = traffic.calls;
        int served = traffic.served;
        int limited = traffic.limited;

        traffic.run(Duration.ofMinutes(MINUTES));

        assertThat(traffic.served - served)
                .isGreaterThanOrEqualTo((int) (.95 * MINUTES * REQUESTS));
        assertThat(traffic.limited - limited).isLessThanOrEqualTo((traffic.calls - calls) / 100);
    }

    @ParameterizedTest
    @CsvSource({"60,RETRY_AFTER", "60,NOTHING", "600,RETRY_AFTER", "3000,RETRY_AFTER"})
    @DisplayName("DEFECT 1: a limit that only refusals show is used and rarely exceeded")
    void shouldUseALimitThatOnlyRefusalsShow(int perMinute, Reported reported) {
        FakeKafka kafka = new FakeKafka(256, 256, RateLimits.UNKNOWN);
        RateLimiter limiter = new RateLimiter(new RateLimit(perMinute, 0), kafka::nanos);
        Traffic traffic =
                new Traffic(
                        kafka,
                        LATENCY,
                        (flight, now) -> reply(limiter.admit(TOKENS_OF_A_CALL), reported));
        traffic.run(Duration.ofMinutes(2));
        int calls = traffic.calls;
        int served = traffic.served;
        int limited = traffic.limited;

        traffic.run(Duration.ofMinutes(MINUTES));

        assertThat(traffic.served - served)
                .isGreaterThanOrEqualTo((int) (.95 * MINUTES * perMinute));
        assertThat(traffic.limited - limited)
                .isLessThanOrEqualTo((int) (.03 * (traffic.calls - calls)));
    }

    @Test
    @DisplayName("FAULT 11: a burst of 429 costs no attempt and loses no call")
    void shouldLoseNoCallDuringMinutesOfRefusals() {
        FakeKafka kafka = new FakeKafka(256, 256);
        Duration refusing = Duration.ofMinutes(20);
        Traffic traffic =
                new Traffic(
                        kafka,
                        LATENCY,
                        (flight, now) ->
                                ReplyWithLimits.of(
                                        now < refusing.toNanos()
                                                ? new Reply.RateLimited("429", null)
                                                : answer()));

        traffic.run(refusing, 300);
        int asked = traffic.calls;
        traffic.run(Duration.ofMinutes(10), 300);

        assertThat(kafka.answers).hasSize(300).allMatch(one -> one.text().equals("4"));
        assertThat(kafka.counted("mtg.llm.calls.repeated")).isZero();
        // All calls in flight, and then no more than a few per minute.
        assertThat(asked).isLessThan(256 + 200);
    }

    @Test
    void shouldNotThrottleOtherModels() {
        FakeKafka kafka = new FakeKafka(10, 10, new RateLimits(120, null, 1));
        ModelSpec other = new ModelSpec("other", 0, 100, 30);
        for (int i = 0; i < 4; i++) kafka.append(SampleRequests.request("q" + i, "p"));
        LlmRequest last = SampleRequests.request(other, "q", "p");
        kafka.append(last);
        kafka.poll(0);
        kafka.commit();

        assertThat(kafka.calls)
                .extracting(flight -> flight.payer().request().model().name())
                .containsExactly("small", "other");
        kafka.pass(Duration.ofMillis(600));
        kafka.commit();
        assertThat(kafka.calls).hasSize(3);
    }

    @Test
    void shouldUseTheShareOfItsPartitions() {
        FakeKafka kafka = new FakeKafka(100, 100, new RateLimits(1200, null, 4));
        Traffic traffic =
                new Traffic(kafka, LATENCY, (flight, now) -> ReplyWithLimits.of(answer()))
                        .run(Duration.ofMinutes(2));

        assertThat(traffic.served).isBetween(590, 610);
    }

    private static Traffic traffic(
            @Nullable Integer requests, @Nullable Integer tokens, Reported reported) {
        FakeKafka kafka = new FakeKafka(256, 256, new RateLimits(requests, tokens, 1));
        RateLimit limit = new RateLimit(REQUESTS, tokens == null ? 0 : TOKENS);
        RateLimiter limiter = new RateLimiter(limit, kafka::nanos);
        return new Traffic(
                kafka, LATENCY, (flight, now) -> reply(limiter.admit(TOKENS_OF_A_CALL), reported));
    }

    private static ReplyWithLimits reply(RateLimiter.RateDecision verdict, Reported reported) {
        String after = verdict.headers().get("Retry-After-Ms");
        Reply reply =
                verdict.admitted()
                        ? answer()
                        : new Reply.RateLimited(
                                "429",
                                after == null || reported == Reported.NOTHING
                                        ? null
                                        : Duration.ofMillis(Long.parseLong(after)));
        return reported == Reported.HEADERS
                ? new ReplyWithLimits(reply, RateHeaders.of(name -> values(verdict, name)))
                : ReplyWithLimits.of(reply);
    }

    private static List<String> values(RateLimiter.RateDecision verdict, String name) {
        String value = verdict.headers().get(name);
        return value == null ? List.of() : List.of(value);
    }

    private static Reply answer() {
        return new Reply.Answered("4", new Usage(TOKENS_OF_A_CALL - 5, 5), "m");
    }
}
