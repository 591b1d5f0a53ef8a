package metatextgrad.services.worker;

import java.util.HashSet;
import java.util.Set;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Event;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;

/**
 * Whether asks may buy: what people have said about budgets and runs (RELIABILITY §3.1.7). Closed
 * until all that was said before has been read. Guarded by the desk.
 */
final class AdmissionControl {
    private static final Admission WAIT = new Admission.Wait();
    private static final Admission CANCELLED = new Admission.Cancelled();

    private final Budgets budgets;
    private final Pricing pricing;
    private final Set<RunId> cancelled = new HashSet<>();
    private boolean open;

    AdmissionControl(Budgets budgets, Pricing pricing) {
        this.budgets = budgets;
        this.pricing = pricing;
    }

    Budgets budgets() {
        return budgets;
    }

    Pricing pricing() {
        return pricing;
    }

    /** All that was said before this worker began is known. */
    void open() {
        open = true;
    }

    void heard(Event event) {
        switch (event) {
            case BudgetLimits limits -> budgets.limit(limits);
            case BudgetSpend spend -> budgets.accounts().read(spend);
            case RunRequest run -> budgets.limit(run);
            case RunCancelled cancel -> cancelled.add(cancel.run());
            default -> {
                // Of no concern to calls.
            }
        }
    }

    /** Whether its run is known to be cancelled: nothing is bought for it any more. */
    boolean cancelled(WorkerRequest request) {
        return open && cancelled.contains(request.run());
    }

    Admission admit(WorkerRequest request) {
        if (!open) return WAIT;
        if (cancelled(request)) return CANCELLED;
        return budgets.admit(request, pricing.most(request));
    }

    /** Whether it makes sense to look again at what this run has parked. */
    boolean mayRecall(RunId run, ProjectId project) {
        return open && (cancelled.contains(run) || budgets.mayHold(project.value()));
    }

    /** Whether somebody has stopped all calls of this project for now. */
    boolean paused(ProjectId project) {
        return budgets.paused(project.value());
    }
}
