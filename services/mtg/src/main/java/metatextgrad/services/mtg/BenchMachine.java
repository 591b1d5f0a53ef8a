package metatextgrad.services.mtg;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;

/**
 * What the figures were measured on.
 *
 * @param load how many threads wanted a processor in the minute before; negative if unknown
 */
record BenchMachine(int processors, double load, String java) {
    static BenchMachine now() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new BenchMachine(
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                Runtime.version().toString());
    }

    /** Whether others use so much of it that a missed target may be theirs. */
    boolean busy() {
        return load > processors / 2.0;
    }

    String sentence() {
        String known =
                load < 0
                        ? "load average unknown"
                        : String.format(Locale.ROOT, "load average %.1f at the start", load);
        String warning =
                busy()
                        ? "; the machine was busy with other work: measure again when it is not"
                        : "";
        return String.format(
                Locale.ROOT, "%d processors, Java %s, %s%s", processors, java, known, warning);
    }
}
