package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.RepeatedRefusals;
import metatextgrad.model.project.Prices;
import metatextgrad.services.worker.budgets.Accounts;
import metatextgrad.services.worker.budgets.AdmissionControl;
import metatextgrad.services.worker.budgets.Budgets;
import metatextgrad.services.worker.budgets.Pricing;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.services.worker.rates.Rates;
import metatextgrad.services.worker.scheduler.SchedulerEffect.RateChanged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.SetTimer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Write;

/** The state of the scheduler and the current decision. Confined to the scheduler. */
final class SchedulerState {
    final AssignedPartitions partitions = new AssignedPartitions();
    final FairQueue queue = new FairQueue();
    final AdmissionControl admission = new AdmissionControl();
    final CircuitBreakers circuits = new CircuitBreakers();
    final ServedCalls served = new ServedCalls();
    final RepeatedRefusals refusals = new RepeatedRefusals();
    final ModelStatusNotifier status = new ModelStatusNotifier(circuits, this);
    final ModelStates models = new ModelStates(this);
    final ConcurrencyLimiter slots;
    final Pricing pricing;
    final Rates rates;
    private List<SchedulerEffect> effects = new ArrayList<>();
    private SchedulerTime now = new SchedulerTime(0, Instant.EPOCH);

    SchedulerState(ConcurrencyLimiter slots, RateLimits limits, Prices prices) {
        this.slots = slots;
        pricing = new Pricing(prices);
        rates =
                new Rates(
                        limits,
                        (model, requests, tokens) ->
                                emit(new RateChanged(model.text(), requests, tokens)));
    }

    void begin(SchedulerTime time) {
        now = time;
        effects = new ArrayList<>();
    }

    List<SchedulerEffect> effects() {
        return effects;
    }

    long nanos() {
        return now.nanos();
    }

    Instant wall() {
        return now.wall();
    }

    long today() {
        return now.day();
    }

    void emit(SchedulerEffect effect) {
        effects.add(effect);
    }

    void write(PendingWrite write) {
        write.partition().workStarted();
        emit(new Write(write));
    }

    void setTimer(Duration delay, SchedulerInput.Timer input) {
        emit(new SetTimer(delay, input));
    }

    Budgets budgets() {
        return admission.budgets();
    }

    Accounts accounts() {
        return admission.budgets().accounts();
    }
}
