package metatextgrad.services.worker;

import metatextgrad.services.worker.scheduler.ModelStatus;

/** The status of the worker. */
public sealed interface WorkerStatus {
    /** It waits for its partitions. */
    record Starting() implements WorkerStatus {}

    /** Requests are answered. */
    record Running() implements WorkerStatus {}

    /**
     * No call leaves until an operator fixes the environment; then the worker resumes by itself.
     *
     * @param reason from the model's server
     */
    record ModelUnavailable(String reason) implements WorkerStatus {}

    /**
     * No server is at the model's address, or it only fails. Calls wait, and one at a time tries.
     *
     * @param reason from the network or the server
     */
    record ModelUnreachable(String reason) implements WorkerStatus {}

    /** It takes no new requests and waits for calls in flight. */
    record Draining() implements WorkerStatus {}

    /** It was closed. */
    record Closed() implements WorkerStatus {}

    /**
     * It cannot continue.
     *
     * @param exit the exit code: 78 where only an operator can fix it, 70 where a restart may
     */
    record Failed(String reason, int exit) implements WorkerStatus {}

    /** The status of a running worker whose model has this status. */
    static WorkerStatus of(ModelStatus model) {
        return switch (model) {
            case ModelStatus.Usable usable -> new Running();
            case ModelStatus.Unavailable down -> new ModelUnavailable(down.reason());
            case ModelStatus.Unreachable away -> new ModelUnreachable(away.reason());
        };
    }

    int CONFIGURATION = 78;
    int SOFTWARE = 70;

    /** Whether requests are answered now. */
    default boolean ready() {
        return this instanceof Running;
    }

    /** One line for users and health checks. */
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
