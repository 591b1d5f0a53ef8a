package metatextgrad.simulator.fault;

import java.time.Duration;
import metatextgrad.simulator.chance.Dice;

/** The latency of replies: a pure function of the request, so a repeated call takes as long. */
public sealed interface LatencyPlan {
    LatencyPlan NONE = new Fixed(Duration.ZERO);

    /** With a larger sigma, one call in a hundred would take weeks. */
    double MAX_SIGMA = 6;

    Duration of(Dice request);

    /** Parses {@code 200ms}, {@code lognormal:1s,0.5} or {@code bimodal:100ms,5s,0.1}. */
    static LatencyPlan parse(String text) {
        String[] parts = text.strip().split("[:,]", -1);
        return switch (parts[0] + " " + parts.length) {
            case "fixed 2" -> new Fixed(Durations.parse(parts[1]));
            case "lognormal 3" ->
                    new Lognormal(
                            Durations.parse(parts[1]),
                            PlanNumbers.real("sigma", parts[2], MAX_SIGMA));
            case "bimodal 4" ->
                    new Bimodal(
                            Durations.parse(parts[1]),
                            Durations.parse(parts[2]),
                            PlanNumbers.real("the share of the slow", parts[3], 1));
            default -> {
                if (parts.length > 1)
                    throw new IllegalArgumentException(
                            "not a latency: '%s', try 200ms, lognormal:1s,0.5 or bimodal:100ms,5s,0.1"
                                    .formatted(text));
                yield new Fixed(Durations.parse(text));
            }
        };
    }

    /** All calls take equally long. */
    record Fixed(Duration duration) implements LatencyPlan {
        @Override
        public Duration of(Dice request) {
            return duration;
        }
    }

    /**
     * Half of the calls are faster than the median. Sigma is the standard deviation of the
     * logarithm.
     */
    record Lognormal(Duration median, double sigma) implements LatencyPlan {
        @Override
        public Duration of(Dice request) {
            double factor = Math.exp(sigma * request.on("latency").gaussian());
            return Durations.ofMillis(Durations.millis(median) * factor);
        }
    }

    /** Most calls are fast, and a share is slow. */
    record Bimodal(Duration fast, Duration slow, double slowShare) implements LatencyPlan {
        @Override
        public Duration of(Dice request) {
            return request.on("latency").chance(slowShare) ? slow : fast;
        }
    }
}
