package metatextgrad.services.gateway.proxy;

/** There is no heap for a request, or for the rest of its body. */
public final class NoRoom extends RuntimeException {
    private static final int RETRY_SECONDS = 1;

    NoRoom() {
        super(null, null, false, false);
    }

    /** Returns what the client gets. */
    public Denied denied() {
        return new Denied(
                        503,
                        "overloaded",
                        "this gateway has too many requests in flight: try again")
                .retryAfter(RETRY_SECONDS);
    }
}
