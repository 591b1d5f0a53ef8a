package metatextgrad.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import metatextgrad.trace.Tracing;

/** Starts tracing as the standard variables of OpenTelemetry define it. */
public final class TracingSetup {
    static final String EXPORTER = "OTEL_TRACES_EXPORTER";
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    static final String DISABLED = "OTEL_SDK_DISABLED";

    static final String HTTP = "http/protobuf";
    private static final List<String> PROTOCOLS =
            List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");

    private TracingSetup() {}

    /**
     * Returns the tracing of a process. Without a variable that names an exporter or a receiver it
     * is {@link Tracing#OFF}, and no class of OpenTelemetry's SDK is loaded. Call it before a
     * client of the schema registry exists.
     *
     * @param service value of {@code service.name}, unless a variable sets it
     * @param environment the variables of the process; values are not printed
     * @throws IllegalArgumentException with the reason, in one line, if a variable has a wrong
     *     value
     */
    public static Tracing of(String service, Map<String, String> environment) {
        leaveRegistryUntraced();
        if (!enabled(environment)) return Tracing.OFF;
        PROTOCOLS.forEach(name -> requireHttp(name, environment.getOrDefault(name, HTTP)));
        return SdkTracing.start(service, environment);
    }

    /**
     * The client of the schema registry requests a global tracer. OpenTelemetry would look for an
     * SDK on the class path then, and load it. An agent has set its own before.
     */
    public static synchronized void leaveRegistryUntraced() {
        if (!GlobalOpenTelemetry.isSet()) GlobalOpenTelemetry.set(OpenTelemetry.noop());
    }

    /** The exporter for gRPC would need a second version of a library of the model client. */
    private static void requireHttp(String name, String protocol) {
        if (!protocol.isBlank() && !protocol.equals(HTTP))
            throw new IllegalArgumentException(
                    "%s is `%s`, but spans are sent with %s only".formatted(name, protocol, HTTP));
    }

    private static boolean enabled(Map<String, String> environment) {
        if (environment.getOrDefault(DISABLED, "").equalsIgnoreCase("true")) return false;
        String exporter = environment.getOrDefault(EXPORTER, "").strip();
        if (!exporter.isEmpty()) return !exporter.equals("none");
        return !environment.getOrDefault(ENDPOINT, "").isBlank()
                || !environment.getOrDefault(TRACES_ENDPOINT, "").isBlank();
    }
}
