package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.fault.Fault;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.fault.RateLimiter;
import org.junit.jupiter.api.Test;

final class PlansTest {
    @Test
    void shouldDrawLatenciesFromTheirDistribution() {
        List<Duration> lognormal = drawn(LatencyPlan.parse("lognormal:1s,0.5"));
        assertThat(lognormal.get(5000)).isBetween(Duration.ofMillis(970), Duration.ofMillis(1030));
        assertThat(lognormal.get(8413)).isBetween(Duration.ofMillis(1590), Duration.ofMillis(1710));
        List<Duration> bimodal = drawn(LatencyPlan.parse("bimodal:100ms,5s,0.1"));
        assertThat(bimodal.stream().filter(Duration.ofSeconds(5)::equals).count())
                .isBetween(880L, 1120L);
        assertThat(drawn(LatencyPlan.parse("250ms"))).containsOnly(Duration.ofMillis(250));
        assertThatThrownBy(() -> LatencyPlan.parse("bimodal:1s"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadScriptsLoopsAndShares() {
        Dice any = Dice.of(1, "any");
        var once = FaultPlan.parse("429(7)*2,ok");
        assertThat(IntStream.range(0, 5).mapToObj(i -> once.of(i, 0, any)))
                .containsExactly(
                        new Fault.Status(429, "7"),
                        new Fault.Status(429, "7"),
                        new Fault.None(),
                        new Fault.None(),
                        new Fault.None());
        assertThat(FaultPlan.parse("loop:500,ok").of(10, 0, any))
                .isEqualTo(new Fault.Status(500, null));
        var share = FaultPlan.parse("5%:503");
        long hit =
                IntStream.range(0, 10_000)
                        .filter(i -> share.of(i, i, any) instanceof Fault.Status)
                        .count();
        assertThat(hit).isBetween(410L, 590L);
        assertThatThrownBy(() -> FaultPlan.parse("boom"))
                .hasMessageContaining("unknown fault 'boom'");
    }

    @Test
    void shouldRefillBucketsByTheMinute() {
        var clock = new AtomicLong();
        var limiter = new RateLimiter(new RateLimit(60, 600), clock::get);
        assertThat(limiter.admit(600).admitted()).isTrue();
        RateLimiter.RateDecision refused = limiter.admit(100);
        assertThat(refused.empty()).isEqualTo("tokens");
        assertThat(refused.headers()).containsEntry("Retry-After", "10");
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limiter.admit(100).admitted()).isTrue();
    }

    private static List<Duration> drawn(LatencyPlan plan) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> plan.of(Dice.of(i, "request")))
                .sorted()
                .toList();
    }
}
