package metatextgrad.services.worker;

import metatextgrad.model.Prices;

/** All that the scheduler knows. Its parts change; they are confined to the scheduler. */
record SchedulerState(
        AssignedPartitions partitions,
        FairQueue queue,
        ConcurrencyLimiter slots,
        AdmissionControl admission,
        Pricing pricing,
        Rates rates,
        CircuitBreakers circuits,
        ModelStatusNotifier status,
        SchedulerOutput output) {
    static SchedulerState of(ConcurrencyLimiter slots, RateLimits limits, Prices prices) {
        SchedulerOutput output = new SchedulerOutput();
        CircuitBreakers circuits = new CircuitBreakers();
        return new SchedulerState(
                new AssignedPartitions(),
                new FairQueue(),
                slots,
                new AdmissionControl(),
                new Pricing(prices),
                new Rates(
                        limits,
                        (model, requests, tokens) ->
                                output.emit(
                                        new SchedulerEffect.RateChanged(model, requests, tokens))),
                circuits,
                new ModelStatusNotifier(circuits, output),
                output);
    }

    Accounts accounts() {
        return admission.budgets().accounts();
    }

    long nanos() {
        return output.now().nanos();
    }

    long today() {
        return output.now().day();
    }
}
