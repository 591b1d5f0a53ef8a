package metatextgrad.bench.outage;

/**
 * Sampled records of gateways.
 *
 * @param written that Kafka has taken
 * @param waiting for Kafka
 * @param dropped because too many waited
 */
public record OutageSamples(long written, long waiting, long dropped) {
    static final OutageSamples NONE = new OutageSamples(0, 0, 0);

    OutageSamples plus(OutageSamples other) {
        return new OutageSamples(
                written + other.written, waiting + other.waiting, dropped + other.dropped);
    }

    /** Returns what came since; what waits is a level, and stays. */
    OutageSamples since(OutageSamples before) {
        return new OutageSamples(written - before.written, waiting, dropped - before.dropped);
    }
}
