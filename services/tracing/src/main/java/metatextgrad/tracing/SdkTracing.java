package metatextgrad.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;

/** Makes spans with OpenTelemetry's SDK. Thread-safe. */
final class SdkTracing implements Tracing {
    private static final String CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final SpanStarts starts;
    private final boolean content;

    private SdkTracing(OpenTelemetrySdk sdk, boolean content) {
        this.sdk = sdk;
        this.content = content;
        tracer = sdk.getTracer("metatextgrad");
        starts = new SpanStarts(content);
    }

    static SdkTracing start(String service, Map<String, String> environment) {
        SdkLog.install();
        boolean content = environment.getOrDefault(CAPTURE, "").equalsIgnoreCase("true");
        try {
            OpenTelemetrySdk sdk =
                    AutoConfiguredOpenTelemetrySdk.builder()
                            .addPropertiesSupplier(() -> defaults(service))
                            .addPropertiesCustomizer(read -> properties(environment))
                            // Spans end while a service closes, so the service closes the SDK.
                            .disableShutdownHook()
                            .build()
                            .getOpenTelemetrySdk();
            return new SdkTracing(sdk, content);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Metrics have a page of their own, and logs go to standard error. */
    private static Map<String, String> defaults(String service) {
        return Map.of(
                "otel.service.name", service,
                "otel.exporter.otlp.protocol", TracingSetup.HTTP,
                "otel.traces.exporter", "otlp",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith("OTEL_") && !value.isBlank())
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                });
        return properties;
    }

    @Override
    public TraceSpan start(SpanStart start, TraceContext parent) {
        Context cause = W3cContext.read(parent);
        return new SdkSpan(starts.in(tracer, start).setParent(cause).startSpan(), cause, content);
    }

    @Override
    public void close() {
        sdk.close();
    }
}
