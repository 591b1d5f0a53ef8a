package metatextgrad.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux reports of a process in {@code /proc}. */
public final class ProcStatus {
    private ProcStatus() {}

    /**
     * Returns an amount of memory in KiB; 0 if the system does not report it.
     *
     * @param field such as {@code VmRSS}, the resident memory now, or {@code VmHWM}, its peak
     */
    public static double kibi(long process, String field) {
        for (String line : lines(process))
            if (line.startsWith(field + ":"))
                return Double.parseDouble(line.replaceAll("[^0-9]", ""));
        return 0;
    }

    private static List<String> lines(long process) {
        Path file = Path.of("/proc", Long.toString(process), "status");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
