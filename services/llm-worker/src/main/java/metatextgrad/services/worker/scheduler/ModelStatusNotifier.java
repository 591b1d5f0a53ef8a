package metatextgrad.services.worker.scheduler;

import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelKey;
import metatextgrad.modelclient.ErrorTable;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StatusChanged;

/** Emits each change of the model's status once. Confined to the scheduler. */
final class ModelStatusNotifier {
    private final CircuitBreakers circuits;
    private final SchedulerState state;

    /** Why servers are unreachable, by address; the one of the settings is empty. */
    private final SortedMap<String, String> unreachable = new TreeMap<>();

    private ModelStatus notified = new ModelStatus.Usable();

    ModelStatusNotifier(CircuitBreakers circuits, SchedulerState state) {
        this.circuits = circuits;
        this.state = state;
    }

    /** Updates the status from a reply, unless an operator must fix the environment first. */
    void replied(ModelKey model, Reply reply) {
        if (circuits.unavailable() != null) return;
        if (reply instanceof Reply.TryAgain again && ErrorTable.unreachable(reply))
            unreachable.putIfAbsent(model.server(), model.withName(again.reason()).text());
        else if (ErrorTable.serverAnswered(reply)) unreachable.remove(model.server());
        update();
    }

    /** Forgets unreachable servers without a call: only the reply to a call would show a change. */
    void forgetUncalled() {
        if (unreachable.keySet().removeIf(server -> !isCalled(server))) update();
    }

    private boolean isCalled(String server) {
        return state.partitions.calls(model -> model.server().equals(server));
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
        String reason =
                unreachable.isEmpty()
                        ? circuits.failures()
                        : String.join("; ", unreachable.values());
        return reason == null ? new ModelStatus.Usable() : new ModelStatus.Unreachable(reason);
    }
}
