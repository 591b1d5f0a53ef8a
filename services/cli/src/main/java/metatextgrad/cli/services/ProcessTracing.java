package metatextgrad.cli.services;

import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.trace.Tracing;
import metatextgrad.tracing.TracingSetup;

/** Tracing as the variables {@code OTEL_*} of this process define it. */
public final class ProcessTracing {
    private ProcessTracing() {}

    /**
     * Starts it; the caller closes it after the services.
     *
     * @param name default of {@code service.name}
     * @throws EnvironmentProblem if a variable has a wrong value
     */
    public static Tracing start(String name) {
        try {
            return TracingSetup.of(name, CliSettings.environment());
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "tracing cannot start: %s. Fix the variables OTEL_*.", e.getMessage());
        }
    }
}
