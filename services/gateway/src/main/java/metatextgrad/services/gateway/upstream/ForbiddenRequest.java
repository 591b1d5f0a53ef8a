package metatextgrad.services.gateway.upstream;

import java.io.IOException;

/** HTTP forbids a client to send this request. The message states why, in one line. */
public final class ForbiddenRequest extends IOException {
    ForbiddenRequest(String message) {
        super(message);
    }
}
