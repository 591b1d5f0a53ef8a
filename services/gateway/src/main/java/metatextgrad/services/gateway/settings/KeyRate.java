package metatextgrad.services.gateway.settings;

import java.math.BigDecimal;

/**
 * How many requests a key may send.
 *
 * @param perSecond requests a second on average, above 0
 * @param burst requests at once, 1 or more
 */
public record KeyRate(double perSecond, int burst) {
    public KeyRate {
        if (!(perSecond > 0 && perSecond <= 1_000_000))
            throw new IllegalArgumentException("rate must be above 0, not " + perSecond);
        if (burst < 1) throw new IllegalArgumentException("burst must be 1 or more, not " + burst);
    }

    @Override
    public String toString() {
        return "%s requests a second"
                .formatted(BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString());
    }
}
