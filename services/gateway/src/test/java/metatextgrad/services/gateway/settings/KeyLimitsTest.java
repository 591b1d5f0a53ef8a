package metatextgrad.services.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class KeyLimitsTest {
    private static final Rights ALL = new Rights(Set.of(), true, Set.of());

    private final AtomicLong nanos = new AtomicLong();
    private final KeyLimits limits = new KeyLimits(nanos::get);
    private final GatewayKey key = new GatewayKey("shop", ALL, new KeyRate(2, 3));
    private final GatewayRules rules = new GatewayRules(Map.of("hash", key), Map.of(), null);

    @Test
    void shouldAllowABurstAndThenTheRate() {
        for (int i = 0; i < 3; i++) assertThat(limits.take(key, rules)).isZero();
        assertThat(limits.take(key, rules)).isEqualTo(1);

        nanos.addAndGet(500_000_000);
        assertThat(limits.take(key, rules)).isZero();
        assertThat(limits.take(key, rules)).isEqualTo(1);

        nanos.addAndGet(3_600_000_000_000L);
        for (int i = 0; i < 3; i++) assertThat(limits.take(key, rules)).isZero();
        assertThat(limits.take(key, rules)).isEqualTo(1);
    }

    @Test
    void shouldCountAChangedRateAnew() {
        GatewayKey slower = new GatewayKey("shop", ALL, new KeyRate(.5, 1));
        GatewayRules next = new GatewayRules(Map.of("hash", slower), Map.of(), null);

        assertThat(limits.take(key, rules)).isZero();
        assertThat(limits.take(slower, next)).isZero();
        assertThat(limits.take(slower, next)).isEqualTo(2);
    }
}
