package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of this process: the broker, the measured service and the simulator, but not the registry.
 */
final class BenchMemory {
    private static final double MEBI = 1024.0 * 1024;

    private BenchMemory() {}

    static List<BenchFigure> now() {
        List<BenchFigure> figures = new ArrayList<>();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        figures.add(figure("memory.heap", "heap in use, whole process", heap / MEBI, "MiB"));
        figures.addAll(
                of(
                        ProcessHandle.current().pid(),
                        "memory.resident",
                        "resident memory, whole process, most"));
        return figures;
    }

    /** Returns the peak resident memory of a process; empty if the system does not report it. */
    static List<BenchFigure> of(long pid, String name, String title) {
        for (String line : status(pid)) {
            if (!line.startsWith("VmHWM:")) continue;
            double kibi = Double.parseDouble(line.replaceAll("[^0-9]", ""));
            return List.of(figure(name, title, kibi / 1024, "MiB"));
        }
        return List.of();
    }

    /** Returns the lines; empty if the system has no such file. */
    private static List<String> status(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "status");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
