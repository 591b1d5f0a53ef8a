package metatextgrad.services.gateway.upstream;

import java.io.IOException;

/** The server took nothing of a request, and sent nothing, for too long. */
public final class SilentUpstream extends IOException {
    SilentUpstream(Throwable cause) {
        super("the server was silent for too long", cause);
    }
}
