package metatextgrad.services.worker.budgets;

import java.util.HashSet;
import java.util.Set;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.Spend;

/**
 * Decides whether requests may make a call, from the budgets and run commands of users (RELIABILITY
 * §3.1.7). No request may until all earlier commands are read. Confined to the scheduler.
 */
public final class AdmissionControl {
    private static final Admission WAIT = new Admission.Wait();
    private static final Admission CANCELLED = new Admission.Cancelled();

    private final Budgets budgets = new Budgets();
    private final Set<RunId> cancelled = new HashSet<>();
    private boolean open;

    public Budgets budgets() {
        return budgets;
    }

    /** All records from before the start of this worker have been read. */
    public void open() {
        open = true;
    }

    public void apply(Event event) {
        switch (event) {
            case BudgetLimits limits -> budgets.limit(limits);
            case BudgetSpend spend -> budgets.accounts().read(spend);
            case RunRequested run -> budgets.limit(run);
            case RunCancelled cancel -> cancelled.add(cancel.run());
            default -> {
                // No other event concerns calls.
            }
        }
    }

    /** Returns whether the run of this request is cancelled, so that it makes no more calls. */
    public boolean cancelled(LlmRequest request) {
        return open && cancelled.contains(request.run());
    }

    /**
     * Decides on a request.
     *
     * @param max the most that one attempt can cost
     */
    public Admission admit(LlmRequest request, Spend max, long today) {
        if (!open) return WAIT;
        if (cancelled(request)) return CANCELLED;
        return budgets.admit(request, max, today);
    }

    /** Returns whether a parked request of this run may be admitted if it is retried. */
    public boolean mayAdmit(RunId run, ProjectId project, long today) {
        return open && (cancelled.contains(run) || budgets.mayAdmit(project.value(), today));
    }

    /** Returns whether a user has paused all calls of this project. */
    public boolean paused(ProjectId project) {
        return budgets.paused(project.value());
    }
}
