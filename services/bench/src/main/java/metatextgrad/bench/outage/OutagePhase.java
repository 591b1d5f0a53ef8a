package metatextgrad.bench.outage;

import java.util.Map;
import metatextgrad.cli.text.Texts;

/**
 * Measures of the time while a part was away.
 *
 * @param samples since the fault began, if no gateway failed
 * @param writes how often each answer of the API came
 * @param takenOut how often HAProxy took a gateway out
 * @param outAfterSeconds from the fault until HAProxy took the failed gateway out; 0 if none failed
 */
public record OutagePhase(
        OutageFault fault,
        OutageResult load,
        OutageSamples samples,
        Map<String, Integer> writes,
        int takenOut,
        double outAfterSeconds) {
    public OutagePhase {
        writes = Map.copyOf(writes);
    }

    /** Returns the numbers for people. */
    String sentence() {
        return Texts.format(
                "%s, taken out %d times, after %.1f s, %s, writes %s",
                load.sentence(), takenOut, outAfterSeconds, samples, writes);
    }

    /** Returns the writes of the API with the answer that this fault must have. */
    public int expectedWrites() {
        return writes.getOrDefault(
                fault.part() == OutageFault.Part.KAFKA
                        ? OutageWrites.SEND_AGAIN
                        : OutageWrites.ACCEPTED,
                0);
    }

    /** Returns the writes with another answer. */
    public int otherWrites() {
        return writes.values().stream().mapToInt(Integer::intValue).sum() - expectedWrites();
    }
}
