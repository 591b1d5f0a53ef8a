package metatextgrad.services.worker.scheduler;

import metatextgrad.llm.Reply;
import metatextgrad.modelclient.ErrorTable;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StatusChanged;
import org.jspecify.annotations.Nullable;

/** Emits each change of the model's status once. Confined to the scheduler. */
final class ModelStatusNotifier {
    private final CircuitBreakers circuits;
    private final SchedulerState state;
    private @Nullable String nobody;
    private ModelStatus notified = new ModelStatus.Usable();

    ModelStatusNotifier(CircuitBreakers circuits, SchedulerState state) {
        this.circuits = circuits;
        this.state = state;
    }

    /** Every reply shows whether a server is at the address, unless the model is unavailable. */
    void look(Reply reply) {
        if (circuits.unavailable() != null) return;
        if (nobody == null
                && reply instanceof Reply.TryAgain again
                && ErrorTable.unreachable(reply)) nobody = again.reason();
        else if (ErrorTable.serverAnswered(reply)) nobody = null;
        update();
    }

    void update() {
        ModelStatus status = status();
        if (status.equals(notified)) return;
        notified = status;
        state.emit(new StatusChanged(status));
    }

    private ModelStatus status() {
        String unavailable = circuits.unavailable();
        if (unavailable != null) return new ModelStatus.Unavailable(unavailable);
        String unreachable = nobody == null ? circuits.failures() : nobody;
        return unreachable == null
                ? new ModelStatus.Usable()
                : new ModelStatus.Unreachable(unreachable);
    }
}
