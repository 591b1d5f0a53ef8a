package metatextgrad.modelclient;

import java.io.IOException;

/**
 * A server answered with a status that is no success. Thrown inside the HTTP client, which would
 * otherwise keep only errors in the format of OpenAI.
 */
final class ErrorStatus extends IOException {
    private final transient ServerReply reply;

    ErrorStatus(ServerReply reply) {
        super("status " + reply.status());
        this.reply = reply;
    }

    ServerReply reply() {
        return reply;
    }
}
