package metatextgrad.services.gateway;

import java.nio.ByteBuffer;
import metatextgrad.services.gateway.chat.SmallBody;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP server answers to requests that reach none of our routes, because their first line
 * or their headers are not valid: problem details instead of a page.
 */
final class ProblemPages extends ErrorHandler {
    private static final String TYPE = "application/problem+json";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        response.write(true, ByteBuffer.wrap(body(status)), callback);
    }

    /** The message of the server would quote the request. */
    private static byte[] body(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                    SmallBody.problem(
                            status, "headers-too-large", "send less than 64 KiB of headers");
            case HttpStatus.URI_TOO_LONG_414 ->
                    SmallBody.problem(status, "path-too-long", "send a shorter path and query");
            default ->
                    status < HttpStatus.INTERNAL_SERVER_ERROR_500
                            ? SmallBody.problem(
                                    status,
                                    "malformed-request",
                                    "the request is not valid HTTP: check its path, whose special characters must be encoded, and its headers")
                            : SmallBody.problem(
                                    status, "gateway-error", "the gateway failed: see its log");
        };
    }
}
