package metatextgrad.services.gateway.traces;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * The spans of requests over HTTP. Each continues the trace that the client's headers name. While
 * tracing is off, no span is made, and the client's trace is passed on. Thread-safe.
 */
public record HttpTraces(Tracing tracing) {
    private static final String SPAN = HttpTraces.class.getName();
    private static final String UNKNOWN = "*";
    private static final int SERVER_ERROR = 500;

    /** Begins the span of a request whose route is known. */
    public void begin(Context context) {
        HttpServletRequest request = context.req();
        Endpoint matched = context.endpoints().matchedHttpEndpoint();
        String route = route(matched == null ? UNKNOWN : matched.path, request.getRequestURI());
        request.setAttribute(
                SPAN,
                tracing.start(
                        new SpanStart.RequestReceived(request.getMethod(), route),
                        ofClient(request)));
    }

    /** Ends the span of a request that has its response. */
    public void end(Context context) {
        if (!(context.req().getAttribute(SPAN) instanceof TraceSpan span)) return;
        int status = context.res().getStatus();
        String failure = status < SERVER_ERROR ? "" : String.valueOf(status);
        span.end(new SpanEnd.Responded(status, failure));
    }

    /** Starts the span of a call that a request causes. */
    public TraceSpan call(HttpServletRequest cause, SpanStart call) {
        return tracing.start(call, of(cause));
    }

    /** Returns the context for what a request causes. */
    public static TraceContext of(HttpServletRequest request) {
        return request.getAttribute(SPAN) instanceof TraceSpan span
                ? span.context()
                : TraceContext.NONE;
    }

    private static TraceContext ofClient(HttpServletRequest request) {
        List<String> parents = values(request, TraceContext.PARENT);
        List<String> states = values(request, TraceContext.STATE);
        return TraceContext.of(
                parents.size() == 1 ? parents.getFirst() : null,
                states.isEmpty() ? null : String.join(",", states));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    /** The routes of the proxy are wider than what backends should group by. */
    private static String route(String pattern, String path) {
        String rest = path.endsWith("/v1/chat/completions") ? "chat/completions" : "*";
        return switch (pattern) {
            case "/v1/*" -> "/v1/" + rest;
            case "/p/*" -> "/p/{project}/v1/" + rest;
            default -> pattern;
        };
    }
}
