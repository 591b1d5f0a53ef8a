package metatextgrad.services.mtg;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this process holds: the broker, what is measured, the simulator; the registry is apart. */
final class BenchMemory {
    private static final double MEBI = 1024.0 * 1024;
    private static final Path STATUS = Path.of("/proc/self/status");

    private BenchMemory() {}

    static List<BenchFigure> now() {
        List<BenchFigure> figures = new ArrayList<>();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        figures.add(
                BenchFigure.of("memory.heap", "heap in use, whole process", heap / MEBI, "MiB"));
        for (String line : status()) {
            if (!line.startsWith("VmHWM:")) continue;
            double kibi = Double.parseDouble(line.replaceAll("[^0-9]", ""));
            figures.add(
                    BenchFigure.of(
                            "memory.resident",
                            "resident memory, whole process, most",
                            kibi / 1024,
                            "MiB"));
        }
        return figures;
    }

    /** Nothing where the system has no such file. */
    private static List<String> status() {
        try {
            return Files.exists(STATUS) ? Files.readAllLines(STATUS) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
