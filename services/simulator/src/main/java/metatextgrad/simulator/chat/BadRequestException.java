package metatextgrad.simulator.chat;

/** The request is invalid. Holds the response that reports the error. */
public final class BadRequestException extends RuntimeException {
    private final transient JsonResponse response;

    BadRequestException(JsonResponse response) {
        super(response.body());
        this.response = response;
    }

    public JsonResponse response() {
        return response;
    }
}
