package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.upstream.HopByHop;
import metatextgrad.services.gateway.upstream.SilenceLimit;
import metatextgrad.services.gateway.upstream.UpstreamResponse;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Passes the response of a model server on as it comes: status, headers and each piece. It ends the
 * call of the model server if the client goes away, also while the server is silent, and if the
 * silence lasts too long. If the response breaks off, the client's connection does too: a stream
 * that only ends would look complete. For one response.
 */
final class Relay {
    private static final int SIZED_PIECE = 16 * 1024;

    /** Of a stream, whose events are small. Thousands may be open. */
    private static final int PIECE = 2 * 1024;

    private final UpstreamResponse from;
    private final HttpServletRequest request;
    private final HttpServletResponse to;
    private final SilenceLimit.Guard guard;
    private final boolean isRead;
    private @Nullable ClientWatch watch;
    private boolean failed;

    /**
     * @param isRead whether the request has no body that is still to be read
     */
    Relay(
            UpstreamResponse from,
            HttpServletRequest request,
            HttpServletResponse to,
            SilenceLimit silence,
            boolean isRead) {
        this.from = from;
        this.request = request;
        this.to = to;
        this.isRead = isRead;
        guard = silence.guard();
    }

    /**
     * Relays the response.
     *
     * @param copy gets the body; null if no copy is needed
     */
    Outcome run(@Nullable Tee copy) {
        long left = head(from, request, to);
        boolean sized = left >= 0;
        InputStream in = from.body();
        try (from;
                guard) {
            guard.start(from::close);
            HttpOutput out = jetty(request).getHttpOutput();
            byte[] piece = new byte[sized ? Math.clamp(left, 1, SIZED_PIECE) : PIECE];
            while (true) {
                int length = read(in, piece, left != 0);
                if (length < 0 && !ended()) {
                    unwatch();
                    out.close();
                    return Outcome.of(from.status());
                }
                if (length < 0) return broken();
                left -= length;
                // The client may send its next request when it has the last byte.
                if (left == 0) unwatch();
                // Without a copy into a buffer, which an open stream would keep.
                out.write(ByteBuffer.wrap(piece, 0, length));
                if (copy != null) copy.write(piece, length);
            }
        } catch (IOException e) {
            return Outcome.CANCELLED;
        } finally {
            if (watch != null) watch.close();
            // A byte of the next request is lost with it.
            if (watch != null && watch.hasRead()) cut(request);
        }
    }

    /**
     * Returns the length of the next piece; negative at the end, or if there is no next one.
     *
     * @param hasMore false if the client has the whole body, so its next request may come
     */
    private int read(InputStream in, byte[] piece, boolean hasMore) {
        guard.progress();
        try {
            if (hasMore
                    && watch == null
                    && in.available() == 0
                    && (isRead || request.getInputStream().isFinished()))
                watch = ClientWatch.of(request, from::close);
            return in.read(piece);
        } catch (IOException e) {
            failed = true;
            return -1;
        } finally {
            guard.pause();
        }
    }

    /** Whether the response ended before its end. */
    private boolean ended() {
        return failed || guard.expired() || isGone();
    }

    private Outcome broken() {
        if (isGone()) return Outcome.CANCELLED;
        cut(request);
        return Outcome.BROKEN;
    }

    private boolean isGone() {
        return watch != null && watch.isGone();
    }

    private void unwatch() {
        if (watch != null && !watch.isGone()) watch.close();
    }

    /** Returns the size that the response states; negative if it states none. */
    private static long head(
            UpstreamResponse from, HttpServletRequest request, HttpServletResponse to) {
        to.setStatus(from.status());
        // The server of the gateway has a default.
        to.setContentType(null);
        for (Map.Entry<String, String> one : HopByHop.without(from.headers()))
            if (!one.getKey().equalsIgnoreCase("Set-Cookie")
                    || !ConsoleCookies.isSetBy(one.getValue()))
                to.addHeader(one.getKey(), one.getValue());
        // The console has the same address: a page of a model server must not act as one of it.
        to.addHeader("Content-Security-Policy", "sandbox");
        to.addHeader("X-Content-Type-Options", "nosniff");
        // Jetty writes media types in a form of its own, unless they reach it below the servlets.
        String type = from.first("content-type");
        if (!type.isEmpty())
            jetty(request)
                    .getServletContextResponse()
                    .getWrapped()
                    .getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, type);
        String length = from.first("content-length");
        return length.isEmpty() ? -1 : Long.parseLong(length);
    }

    private static void cut(HttpServletRequest request) {
        jetty(request).getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static ServletContextRequest jetty(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request);
    }
}
