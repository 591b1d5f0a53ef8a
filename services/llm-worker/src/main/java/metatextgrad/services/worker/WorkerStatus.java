package metatextgrad.services.worker;

/** How the worker is. */
public sealed interface WorkerStatus {
    /** Not all it needs is there yet. */
    record Starting() implements WorkerStatus {}

    /** Asks are answered. */
    record Running() implements WorkerStatus {}

    /**
     * No call leaves until somebody mends the environment; then it goes on by itself.
     *
     * @param reason what the model's server says
     */
    record ModelUnavailable(String reason) implements WorkerStatus {}

    /**
     * Nobody is at the model's address, or its server only fails. Calls wait, and one at a time
     * tries.
     *
     * @param reason what the network or the server says
     */
    record ModelUnreachable(String reason) implements WorkerStatus {}

    /** Takes nothing new and waits for calls that are out. */
    record Draining() implements WorkerStatus {}

    /** Ended as asked. */
    record Closed() implements WorkerStatus {}

    /**
     * Cannot go on.
     *
     * @param exit the exit code: 78 where only a person can mend it, 70 where a restart may
     */
    record Failed(String reason, int exit) implements WorkerStatus {}

    int CONFIGURATION = 78;
    int SOFTWARE = 70;

    /** Whether asks are answered now. */
    default boolean ready() {
        return this instanceof Running;
    }

    /** One line for people and health checks. */
    default String text() {
        return switch (this) {
            case Starting starting -> "starting";
            case Running running -> "running";
            case ModelUnavailable down ->
                    "the model cannot be used: " + down.reason() + "; calls wait, none is lost";
            case ModelUnreachable away ->
                    "the model does not answer (" + away.reason() + "); calls wait, none is lost";
            case Draining draining -> "stopping";
            case Closed closed -> "stopped";
            case Failed failed -> failed.reason();
        };
    }
}
