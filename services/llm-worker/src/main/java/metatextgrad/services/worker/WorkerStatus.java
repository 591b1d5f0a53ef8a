package metatextgrad.services.worker;

import metatextgrad.ops.Health.State;
import metatextgrad.services.worker.scheduler.ModelStatus;

/** The status of the worker. */
public sealed interface WorkerStatus {
    /** It waits for its partitions. */
    record Starting() implements WorkerStatus {}

    /** It answers requests, as far as the model can be used. */
    record Running(ModelStatus model) implements WorkerStatus {}

    /** It accepts no new requests and waits for calls in flight. */
    record Draining() implements WorkerStatus {}

    /** It was closed. */
    record Closed() implements WorkerStatus {}

    /**
     * It cannot continue.
     *
     * @param exit the exit code: 78 where only an operator can fix it, 70 where a restart may
     */
    record Failed(String reason, int exit) implements WorkerStatus {}

    int CONFIGURATION = 78;
    int SOFTWARE = 70;

    /** Returns the status of a worker whose model can be used. */
    static WorkerStatus running() {
        return new Running(new ModelStatus.Usable());
    }

    /** Returns its state in health checks. */
    default State state() {
        return switch (this) {
            case Starting starting -> State.STARTING;
            case Running running ->
                    running.model() instanceof ModelStatus.Usable ? State.READY : State.UNREADY;
            case Draining draining -> State.UNREADY;
            case Closed closed -> State.UNREADY;
            case Failed failed -> State.DEAD;
        };
    }

    /** Returns one line for users and health checks. */
    default String text() {
        return switch (this) {
            case Starting starting -> "starting";
            case Running running -> running.model().text();
            case Draining draining -> "stopping";
            case Closed closed -> "stopped";
            case Failed failed -> failed.reason();
        };
    }
}
