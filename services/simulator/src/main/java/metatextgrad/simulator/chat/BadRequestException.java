package metatextgrad.simulator.chat;

/** The client's mistake, with the error it gets. */
public final class BadRequestException extends RuntimeException {
    private final transient Reply reply;

    BadRequestException(Reply reply) {
        super(reply.body());
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
