package metatextgrad.services.worker.scheduler;

import metatextgrad.llm.Reply;
import metatextgrad.modelclient.ErrorTable;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StatusChanged;
import org.jspecify.annotations.Nullable;

/** Emits each change of the model's status once. Confined to the scheduler. */
final class ModelStatusNotifier {
    private final CircuitBreakers circuits;
    private final SchedulerState state;
    private @Nullable String unreachable;
    private ModelStatus notified = new ModelStatus.Usable();

    ModelStatusNotifier(CircuitBreakers circuits, SchedulerState state) {
        this.circuits = circuits;
        this.state = state;
    }

    /** Updates the status from a reply, unless an operator must fix the environment first. */
    void replied(Reply reply) {
        if (circuits.unavailable() != null) return;
        if (unreachable == null
                && reply instanceof Reply.TryAgain again
                && ErrorTable.unreachable(reply)) unreachable = again.reason();
        else if (ErrorTable.serverAnswered(reply)) unreachable = null;
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
        String reason = unreachable == null ? circuits.failures() : unreachable;
        return reason == null ? new ModelStatus.Usable() : new ModelStatus.Unreachable(reason);
    }
}
