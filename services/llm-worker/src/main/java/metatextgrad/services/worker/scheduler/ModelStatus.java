package metatextgrad.services.worker.scheduler;

/** Whether the model can be used. */
public sealed interface ModelStatus {
    /** Calls are answered, as far as is known. */
    record Usable() implements ModelStatus {}

    /** No call is answered until an operator fixes key, quota, address or model name. */
    record Unavailable(String reason) implements ModelStatus {}

    /** The server cannot be reached, or it only fails. It may recover by itself. */
    record Unreachable(String reason) implements ModelStatus {}
}
