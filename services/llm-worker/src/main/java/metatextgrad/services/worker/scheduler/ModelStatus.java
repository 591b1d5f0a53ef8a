package metatextgrad.services.worker.scheduler;

/** Whether the model can be used. */
public sealed interface ModelStatus {
    /** Calls are answered, as far as is known. */
    record Usable() implements ModelStatus {}

    /**
     * No call of some models, or of all, is answered until an operator fixes key, quota, address or
     * model name. Then the worker resumes by itself.
     *
     * @param reason the models, each with the reason from its server
     */
    record Unavailable(String reason) implements ModelStatus {}

    /**
     * The server is unreachable, or it only fails. Calls wait, and one at a time probes the server.
     *
     * @param reason from the network or the server
     */
    record Unreachable(String reason) implements ModelStatus {}

    /** Returns one line for users. */
    default String text() {
        return switch (this) {
            case Usable usable -> "running";
            case Unavailable down -> "calls wait, none is lost: " + down.reason();
            case Unreachable down ->
                    "the model does not answer (" + down.reason() + "); calls wait, none is lost";
        };
    }
}
