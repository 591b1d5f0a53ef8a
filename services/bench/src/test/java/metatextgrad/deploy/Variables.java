package metatextgrad.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.config.Setting;
import metatextgrad.simulator.SimulatorMain;

/** The environment variables that services and the simulator read. */
final class Variables {
    /** Those of OpenTelemetry's SDK that our files set. */
    private static final Set<String> TRACES =
            Set.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "OTEL_TRACES_EXPORTER",
                    "OTEL_TRACES_SAMPLER",
                    "OTEL_TRACES_SAMPLER_ARG");

    private Variables() {}

    static Set<String> all() {
        Set<String> known = new TreeSet<>(TRACES);
        for (Setting setting : Setting.values()) known.add(setting.name());
        SimulatorMain.commandLine(Map.of())
                .getCommandSpec()
                .options()
                .forEach(option -> known.add(SimulatorMain.variable(option)));
        return known;
    }
}
