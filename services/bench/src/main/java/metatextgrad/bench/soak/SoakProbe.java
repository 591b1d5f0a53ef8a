package metatextgrad.bench.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.embedded.AllInOne;
import metatextgrad.ops.BinderMetrics;
import metatextgrad.ops.Metrics;

/** Reads all measures of a system in this process. Each reading collects garbage. */
final class SoakProbe {
    private static final double MEBI = 1024.0 * 1024;

    private final AllInOne all;

    SoakProbe(AllInOne all) {
        this.all = all;
    }

    Map<SoakMeasure, Double> read() {
        Map<SoakMeasure, Double> values = new EnumMap<>(SoakMeasure.class);
        for (SoakMeasure measure : SoakMeasure.values()) values.put(measure, read(measure));
        return values;
    }

    private double read(SoakMeasure measure) {
        return switch (measure) {
            case HEAP -> (heap() - ledger()) / MEBI;
            case THREADS -> ManagementFactory.getThreadMXBean().getThreadCount();
            case FILES -> files();
            case STORES -> bytes(all.settings().dataFolder().resolve("streams")) / MEBI;
            case LAG -> lag();
        };
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the count, the broker's segments included; 0 if the system does not report it. */
    private static double files() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    /** Bytes of all calls within the retention: they rise with each call, as they should. */
    double ledger() {
        return sum(Metrics.LEDGER_BYTES.meter());
    }

    private double lag() {
        return sum(BinderMetrics.LAG.meter());
    }

    private double sum(String meter) {
        return all.meters().find(meter).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(Double::isFinite)
                .sum();
    }

    /** Files may disappear meanwhile: a store merges its files. */
    private static double bytes(Path folder) {
        AtomicLong sum = new AtomicLong();
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes its) {
                            sum.addAndGet(its.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum.get();
    }
}
