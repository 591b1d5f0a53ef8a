package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.bench.process.ProcStatus;

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
        double kibi = ProcStatus.kibi(pid, "VmHWM");
        return kibi == 0 ? List.of() : List.of(figure(name, title, kibi / 1024, "MiB"));
    }
}
