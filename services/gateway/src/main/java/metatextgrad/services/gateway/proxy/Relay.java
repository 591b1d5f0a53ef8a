package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.upstream.HopByHop;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Passes the response of a model server on as it comes: status, headers and each piece. */
final class Relay {
    private static final int PIECE = 16 * 1024;

    private Relay() {}

    /**
     * Relays a response, and ends the call of the model server if the client goes away. If the
     * response breaks off, the client's connection does too: a stream that only ends would look
     * complete.
     *
     * @param copy gets the body; null if no copy is needed
     */
    static Outcome relay(
            HttpResponse<InputStream> from,
            HttpServletRequest request,
            HttpServletResponse to,
            @Nullable Tee copy) {
        boolean sized = head(from, request, to);
        try (InputStream in = from.body()) {
            byte[] piece = new byte[PIECE];
            while (true) {
                int length;
                try {
                    length = in.read(piece);
                } catch (IOException e) {
                    cut(request);
                    return Outcome.BROKEN;
                }
                OutputStream out = to.getOutputStream();
                if (length < 0) {
                    out.close();
                    return from.statusCode() < 400 ? Outcome.OK : Outcome.REFUSED;
                }
                out.write(piece, 0, length);
                if (!sized) out.flush();
                if (copy != null) copy.write(piece, length);
            }
        } catch (IOException e) {
            return Outcome.CANCELLED;
        }
    }

    /** Returns whether the response states its size. */
    private static boolean head(
            HttpResponse<InputStream> from, HttpServletRequest request, HttpServletResponse to) {
        to.setStatus(from.statusCode());
        // The server of the gateway has a default.
        to.setContentType(null);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        from.headers()
                .map()
                .forEach((name, values) -> values.forEach(v -> headers.add(Map.entry(name, v))));
        for (Map.Entry<String, String> one : HopByHop.without(headers))
            to.addHeader(one.getKey(), one.getValue());
        // Jetty writes media types in a form of its own, unless they reach it below the servlets.
        from.headers()
                .firstValue("content-type")
                .ifPresent(
                        type ->
                                jetty(request)
                                        .getServletContextResponse()
                                        .getWrapped()
                                        .getHeaders()
                                        .put(HttpHeader.CONTENT_TYPE, type));
        return from.headers().firstValue("content-length").isPresent();
    }

    private static void cut(HttpServletRequest request) {
        jetty(request).getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static ServletContextRequest jetty(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request);
    }
}
