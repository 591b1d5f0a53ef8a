package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies of requests, up to a limit. */
public final class Bodies {
    private Bodies() {}

    /**
     * Returns the body of a request.
     *
     * @param most the largest size, in bytes
     * @throws Denied if it is larger; the rest is not read
     */
    public static byte[] read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) throw tooLarge(most);
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(most + 1);
            if (body.length > most) throw tooLarge(most);
            return body;
        }
    }

    private static Denied tooLarge(int most) {
        return new Denied(
                413,
                "body_too_large",
                "the body has more than %d bytes, which is the maximum".formatted(most));
    }
}
