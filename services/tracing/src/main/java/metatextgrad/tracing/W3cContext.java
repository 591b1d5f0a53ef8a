package metatextgrad.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import metatextgrad.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** Converts contexts of records to those of OpenTelemetry, and back. */
final class W3cContext {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private W3cContext() {}

    /** Returns the context of a record. A malformed one counts as none. */
    static Context read(TraceContext context) {
        return W3C.extract(Context.root(), context, Fields.INSTANCE);
    }

    static TraceContext write(Context context) {
        Map<String, String> fields = new HashMap<>();
        W3C.inject(context, fields, (map, name, value) -> map.put(name, value));
        return new TraceContext(
                fields.getOrDefault(TraceContext.PARENT, ""),
                fields.getOrDefault(TraceContext.STATE, ""));
    }

    private enum Fields implements TextMapGetter<TraceContext> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable TraceContext context, String name) {
            if (context == null) return null;
            String value = name.equals(TraceContext.PARENT) ? context.parent() : context.state();
            return value.isEmpty() ? null : value;
        }
    }
}
