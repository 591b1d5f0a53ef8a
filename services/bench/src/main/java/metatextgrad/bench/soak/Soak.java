package metatextgrad.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.embedded.AllInOne;
import metatextgrad.simulator.SimulatorServer;

/**
 * A whole system under a steady load, as {@code mtg up} starts it. All measures are read at even
 * intervals.
 *
 * @param runs that ended
 * @param calls of models
 * @param ledger bytes of heap that the ledger takes at the end
 * @param trends of all measures, in their order
 */
public record Soak(int runs, long calls, double ledger, List<SoakTrend> trends) {
    private static final int SAMPLES = 60;

    /**
     * Blocks for the whole time.
     *
     * @param lasting the warm-up included
     * @param progress accepts a line for each sample
     */
    public static Soak measure(
            SimulatorServer models, AllInOne all, Duration lasting, Consumer<String> progress) {
        SoakProbe probe = new SoakProbe(all);
        List<SoakSample> samples = new ArrayList<>();
        long start = System.nanoTime();
        try (SoakLoad load = new SoakLoad(all)) {
            while (samples.size() < SAMPLES) {
                load.follow();
                all.requireRunning();
                double seconds = (System.nanoTime() - start) / 1e9;
                if (seconds * SAMPLES < (samples.size() + 1) * lasting.toNanos() / 1e9) continue;
                models.calls().forgetContents(); // The simulator's memory is not part of it.
                samples.add(new SoakSample(seconds, models.calls().calls(), probe.read()));
                progress.accept(samples.getLast().sentence());
            }
            return new Soak(
                    load.ended(), models.calls().calls(), probe.ledger(), SoakTrend.of(samples));
        }
    }
}
