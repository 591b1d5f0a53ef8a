package metatextgrad.bench.outage;

import java.time.Duration;

/**
 * How long the parts of an outage take.
 *
 * @param warmUp under load, not counted
 * @param lasting each fault, and each quiet load
 * @param check that a gateway may take to answer a health check
 */
public record OutageTimes(Duration warmUp, Duration lasting, Duration check) {}
