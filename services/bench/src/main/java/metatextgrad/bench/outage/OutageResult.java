package metatextgrad.bench.outage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.outage.OutageProxy.Forwarded;
import metatextgrad.cli.text.Texts;
import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param sent requests of the load
 * @param problems why requests without a whole answer have none, but for those excluded
 * @param apart requests that were sent to the failed gateway before the health check took it out
 * @param apartAnswered those of them that another gateway answered
 * @param micros until the last byte of each answer, without those excluded
 */
public record OutageResult(
        int sent, List<String> problems, int apart, int apartAnswered, Histogram micros) {
    /**
     * Counts a load while nothing or something else than a gateway fails.
     *
     * @param requests of the load
     */
    static OutageResult of(List<OutageRequest> requests) {
        return of(requests, Map.of(), "", 0);
    }

    /**
     * Counts a load.
     *
     * @param forwarded what the proxy did with each request
     * @param failed name of the gateway that fails
     * @param takenOut when the health check took it out
     */
    static OutageResult of(
            List<OutageRequest> requests,
            Map<String, Forwarded> forwarded,
            String failed,
            long takenOut) {
        Histogram micros = new Histogram(3);
        List<String> problems = new ArrayList<>();
        int apart = 0;
        int apartAnswered = 0;
        for (OutageRequest one : requests) {
            Forwarded by = forwarded.get(one.id());
            boolean toFailed =
                    by != null
                            && one.due() - takenOut <= 0
                            && (by.redispatched()
                                    || (by.server().equals(failed) && !one.answered()));
            if (toFailed) {
                apart++;
                if (one.answered()) apartAnswered++;
            } else if (one.problem() == null) micros.recordValue(Math.max(0, one.micros()));
            else problems.add(one.problem());
        }
        return new OutageResult(
                requests.size(), List.copyOf(problems), apart, apartAnswered, micros);
    }

    /** Returns requests without a whole answer, but for those excluded. */
    public int unanswered() {
        return problems.size();
    }

    /** Returns the numbers for people. */
    String sentence() {
        return Texts.format(
                "%d requests, %d without an answer, %d of %d excluded answered, p50 %.1f ms, p99 %.1f ms",
                sent, unanswered(), apartAnswered, apart, millis(50), millis(99));
    }

    /** Returns milliseconds at a percentile. */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
