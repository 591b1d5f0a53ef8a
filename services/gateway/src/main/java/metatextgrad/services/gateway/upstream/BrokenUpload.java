package metatextgrad.services.gateway.upstream;

import java.io.IOException;

/** The client broke off before the end of its request. */
public final class BrokenUpload extends IOException {
    BrokenUpload(Throwable cause) {
        super("the request ended before its end", cause);
    }
}
