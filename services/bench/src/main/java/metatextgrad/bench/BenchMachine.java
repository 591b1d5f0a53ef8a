package metatextgrad.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import metatextgrad.cli.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which figures were measured.
 *
 * @param loadAverage threads that wanted a processor in the last minute; null if unknown
 */
@JsonPropertyOrder({"processors", "loadAverage", "busy", "java"})
record BenchMachine(int processors, @Nullable Double loadAverage, String java) {
    static BenchMachine now() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return new BenchMachine(
                system.getAvailableProcessors(),
                load < 0 ? null : (Double) load,
                Runtime.version().toString());
    }

    /** Returns whether other work uses so much of the machine that it may cause a missed target. */
    @JsonProperty
    boolean busy() {
        return loadAverage != null && loadAverage > processors / 2.0;
    }

    String sentence() {
        return "%d processors, Java %s, %s%s"
                .formatted(
                        processors,
                        java,
                        loadAverage == null
                                ? "load average unknown"
                                : Texts.format("load average %.1f at the start", loadAverage),
                        busy() ? "; the machine was busy with other work: measure again" : "");
    }
}
