package metatextgrad.cli.cluster;

import java.util.HashMap;
import java.util.Map;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.trace.Tracing;
import metatextgrad.tracing.TracingSetup;

/** Tracing as the variables {@code OTEL_*} of this process define it. */
public final class ProcessTracing {
    /** Name of a process that is not one service. */
    public static final String NAME = "mtg";

    private ProcessTracing() {}

    /**
     * Starts it; the caller closes it after the services.
     *
     * @param name default of {@code service.name}
     * @throws EnvironmentProblem if a variable has a wrong value
     */
    public static Tracing start(String name) {
        return start(name, CliSettings.environment());
    }

    /**
     * Starts it for a command: a receiver that is down must not delay its end.
     *
     * @throws EnvironmentProblem if a variable has a wrong value
     */
    static Tracing ofCommand() {
        Map<String, String> variables = new HashMap<>(CliSettings.environment());
        variables.putIfAbsent("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
        variables.putIfAbsent("OTEL_EXPORTER_OTLP_TIMEOUT", "2000");
        return start(NAME, variables);
    }

    private static Tracing start(String name, Map<String, String> variables) {
        try {
            return TracingSetup.of(name, variables);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "tracing cannot start: %s. Fix the variables OTEL_*.", e.getMessage());
        }
    }
}
