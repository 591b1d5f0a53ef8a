package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import metatextgrad.embedded.AllInOne;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * Measures which share of the processor the metrics take. A flight recording samples the threads
 * that run Java code during a whole run with models that take no time. The page of metrics is read
 * every five seconds, as Prometheus does. Services start as in {@code mtg up}.
 */
final class BenchMetrics {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final int SCRAPE_SECONDS = 5;
    private static final double MOST = 1;

    /** Micrometer, and the library of Prometheus below it. */
    private static final List<String> PACKAGES = List.of("io.micrometer.", "io.prometheus.");

    private BenchMetrics() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress);
                ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
                Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            var unused =
                    scraper.scheduleAtFixedRate(
                            () -> all.meters().scrape(), 0, SCRAPE_SECONDS, TimeUnit.SECONDS);
            BenchRun.run(all, progress);
            recording.stop();
            scraper.shutdownNow();
            return figures(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BenchFigure> figures(Recording recording) throws IOException {
        Path file = Files.createTempFile("mtg-bench-", ".jfr");
        try {
            recording.dump(file);
            List<RecordedEvent> samples =
                    RecordingFile.readAllEvents(file).stream()
                            .filter(event -> event.getEventType().getName().equals(SAMPLE))
                            .toList();
            long metrics = samples.stream().filter(BenchMetrics::isOfMetrics).count();
            return List.of(
                    figure("metrics.samples", "samples of a run at full speed", samples.size(), ""),
                    figure(
                                    "metrics.share",
                                    "  of them in Micrometer",
                                    100.0 * metrics / samples.size(),
                                    "%")
                            .atMost(MOST));
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isOfMetrics(RecordedEvent sample) {
        return sample.getStackTrace() != null
                && sample.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type -> PACKAGES.stream().anyMatch(type::startsWith));
    }
}
