package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import metatextgrad.services.gateway.chat.ChatAnswer;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.upstream.BrokenUpload;
import metatextgrad.services.gateway.upstream.ClientBody;
import metatextgrad.services.gateway.upstream.ForbiddenRequest;
import metatextgrad.services.gateway.upstream.HopByHop;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.services.gateway.upstream.SilentUpstream;
import metatextgrad.services.gateway.upstream.UpstreamResponse;
import metatextgrad.services.gateway.upstream.UpstreamServer;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of model servers in the name of a client. Thread-safe. */
public record UpstreamCalls(HttpCalls http, GatewayMeters meters, HttpTraces traces) {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamCalls.class);

    /**
     * A response whose body is still to be read.
     *
     * @param first time to its head
     * @param isRead whether the body of the request was read before
     * @param span of the call; ends with the body
     */
    record Response(UpstreamResponse http, Duration first, boolean isRead, TraceSpan span) {
        boolean isOk() {
            return http.status() < 400;
        }

        /**
         * Returns the answer of a completion; empty for an error, or a stream that broke off.
         *
         * @param copy of the whole body
         */
        Optional<ChatAnswer> answer(Tee copy) {
            return ChatAnswer.read(
                    http.first("content-type"), http.first("content-encoding"), copy.bytes());
        }

        /** Ends the call without the body. */
        void drop() {
            span.end(ChatSpans.dropped(http.status()));
            http.close();
        }
    }

    /**
     * Sends a request of a client. If its body was read and it goes away before the head of the
     * response, the call ends.
     *
     * @param rest path and query behind the version
     * @param call what its span describes
     * @throws Denied if there is no response
     */
    Response send(
            HttpServletRequest from,
            HttpServletResponse to,
            Access access,
            UpstreamServer server,
            String rest,
            ClientBody body,
            SpanStart call) {
        if (!body.isRead()) return traced(from, access, server, rest, body, call);
        return watched(
                from, to, () -> traced(from, access, server, rest, body, call), Response::drop);
    }

    private Response traced(
            HttpServletRequest from,
            Access access,
            UpstreamServer server,
            String rest,
            ClientBody body,
            SpanStart call) {
        TraceSpan span = traces.call(from, call);
        try {
            boolean isChat = !(call instanceof SpanStart.RequestForwarded);
            return send(from, access, server, rest, body, isChat, span);
        } catch (Denied e) {
            span.end(new SpanEnd.Failed(e.code()));
            throw e;
        } catch (RuntimeException e) {
            span.end(SpanEnd.Failed.of(e));
            throw e;
        }
    }

    /**
     * Does something for a client whose body was read. The thread is interrupted when the client
     * goes away.
     *
     * @param undo gets what the client does not need any more
     * @throws Denied if the client went away
     */
    <T> T watched(
            HttpServletRequest from, HttpServletResponse to, Supplier<T> work, Consumer<T> undo) {
        ClientWatch watch = ClientWatch.of(from);
        T result = null;
        try (watch) {
            result = work.get();
        } catch (Denied e) {
            if (!watch.isGone()) throw e;
        } finally {
            // A byte of the next request is lost with it.
            if (watch.hasRead()) to.setHeader("Connection", "close");
        }
        if (result != null && !watch.isGone()) return result;
        if (result != null) undo.accept(result);
        meters.called(Outcome.CANCELLED, Duration.ZERO);
        throw new Denied(400, "client_gone", "the client closed its connection");
    }

    private Response send(
            HttpServletRequest from,
            Access access,
            UpstreamServer server,
            String rest,
            ClientBody body,
            boolean isChat,
            TraceSpan span) {
        long begin = System.nanoTime();
        URI address = address(server, rest);
        try {
            UpstreamResponse response =
                    http.send(
                            from.getMethod(),
                            address,
                            headers(from, access, server, span.context(), isChat),
                            body);
            return new Response(response, since(begin), body.isRead(), span);
        } catch (ForbiddenRequest e) {
            throw new Denied(400, "invalid_request", String.valueOf(e.getMessage()));
        } catch (SilentUpstream e) {
            meters.called(Outcome.UNREACHABLE, since(begin));
            throw new Denied(504, "upstream_timeout", "the model server did not answer in time");
        } catch (BrokenUpload e) {
            meters.called(Outcome.CANCELLED, since(begin));
            throw new Denied(400, "client_gone", "the request ended before its end");
        } catch (IOException e) {
            throw unreachable(server, begin, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Denied(503, "shutting_down", "this gateway shuts down: try again");
        }
    }

    private Denied unreachable(UpstreamServer server, long begin, IOException e) {
        meters.called(Outcome.UNREACHABLE, since(begin));
        LOG.debug("no response of {}: {}", server.baseUrl(), e.toString());
        return new Denied(
                502, "upstream_unreachable", "the model server cannot be reached: try again");
    }

    /** Passes a response on; see {@link Relay}. */
    Outcome relay(
            Response response,
            HttpServletRequest from,
            HttpServletResponse to,
            @Nullable Tee copy) {
        Outcome end = new Relay(response.http, from, to, http.silence(), response.isRead).run(copy);
        response.span.end(ChatSpans.end(response, end, response.span.recording() ? copy : null));
        return end;
    }

    private static URI address(UpstreamServer server, String rest) {
        try {
            return server.resolve(rest);
        } catch (IllegalArgumentException e) {
            throw new Denied(
                    400, "invalid_path", "the path or query has characters that must be encoded");
        }
    }

    /**
     * Without a span the client's headers of a trace stay as they are, as all others do.
     *
     * @param isChat whether its answer is read here too, and so must be readable
     */
    private static List<Map.Entry<String, String>> headers(
            HttpServletRequest from,
            Access access,
            UpstreamServer server,
            TraceContext trace,
            boolean isChat) {
        boolean isOurs = !trace.equals(HttpTraces.of(from));
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String name : Collections.list(from.getHeaderNames()))
            if (!name.equalsIgnoreCase(Access.HEADER) && !(isOurs && TraceContext.isHeader(name)))
                for (String value : Collections.list(from.getHeaders(name)))
                    if (isChat && name.equalsIgnoreCase("Accept-Encoding"))
                        all.add(Map.entry(name, ChatAnswer.readable(value)));
                    else if (!name.equalsIgnoreCase("Cookie")) all.add(Map.entry(name, value));
                    else if (!ConsoleCookies.without(value).isEmpty())
                        all.add(Map.entry(name, ConsoleCookies.without(value)));
        if (isOurs) trace.forEach((name, value) -> all.add(Map.entry(name, value)));
        String key = access.upstream(server);
        if (!key.isEmpty()) all.add(Map.entry(Access.HEADER, key));
        return HopByHop.without(all);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
