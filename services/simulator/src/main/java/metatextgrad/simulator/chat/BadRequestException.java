package metatextgrad.simulator.chat;

/** The client's mistake, with the error it gets. */
public final class BadRequestException extends RuntimeException {
    private final transient JsonResponse reply;

    BadRequestException(JsonResponse reply) {
        super(reply.body());
        this.reply = reply;
    }

    public JsonResponse reply() {
        return reply;
    }
}
