package metatextgrad.services.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.model.project.Prices;
import metatextgrad.services.worker.kafka.RequestTraces;
import metatextgrad.services.worker.kafka.WorkerTimer;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.services.worker.scheduler.ConcurrencyLimiter;
import metatextgrad.services.worker.scheduler.PendingWrite;
import metatextgrad.services.worker.scheduler.RequestScheduler;
import metatextgrad.services.worker.scheduler.RetryPolicy;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.services.worker.scheduler.SchedulerInput;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import metatextgrad.services.worker.scheduler.SchedulerTime;
import metatextgrad.trace.Tracing;

/** A scheduler with real threads and a real clock, whose commits succeed and are kept nowhere. */
final class LiveScheduler implements AutoCloseable {
    private final ExecutorService commits = Executors.newSingleThreadExecutor();
    private final WorkerTimer timer = new WorkerTimer();
    private final ModelCaller caller;
    private final SchedulerLock scheduler;
    private final CountDownLatch answers;
    final AtomicInteger ok = new AtomicInteger();

    LiveScheduler(LanguageModel model, RateLimits limits, List<LlmRequest> requests) {
        this(model, new WorkerMeters(new SimpleMeterRegistry()), limits, requests);
    }

    LiveScheduler(
            LanguageModel model,
            WorkerMeters meters,
            RateLimits limits,
            List<LlmRequest> requests) {
        caller = new ModelCaller(model, meters, new RequestTraces(Tracing.OFF, "mtg.llm-worker"));
        answers = new CountDownLatch(requests.size());
        scheduler =
                new SchedulerLock(
                        new RequestScheduler(
                                new ConcurrencyLimiter(256, 256),
                                limits,
                                Prices.NONE,
                                RetryPolicy.standard()),
                        () -> new SchedulerTime(System.nanoTime(), Instant.now()),
                        this::execute);
        scheduler.handle(new SchedulerInput.PartitionAssigned(0));
        scheduler.handle(new SchedulerInput.ControlRead(List.of(), true));
        for (int offset = 0; offset < requests.size(); offset++)
            scheduler.handle(new SchedulerInput.RequestPolled(0, offset, requests.get(offset)));
    }

    /** Waits until all requests are answered. */
    void await() throws InterruptedException {
        answers.await();
    }

    private void execute(SchedulerEffect effect) {
        switch (effect) {
            case SchedulerEffect.StartCall start -> caller.start(start, scheduler);
            case SchedulerEffect.Write write -> commits.execute(() -> commit(write.write()));
            case SchedulerEffect.Commit commit -> {}
            case SchedulerEffect.LoadLedger load ->
                    commits.execute(
                            () ->
                                    scheduler.handle(
                                            new SchedulerInput.LedgerLoaded(
                                                    load.assignment(), new Ledger(2))));
            case SchedulerEffect.SetTimer set ->
                    timer.after(set.delay(), () -> scheduler.handle(set.input()));
            case SchedulerEffect.LookUp lookUp -> throw new IllegalStateException("no answers");
            case SchedulerEffect.StatusChanged changed -> {}
            case SchedulerEffect.ParkedExpired expired -> {}
            case SchedulerEffect.Measured measured -> {}
        }
    }

    private void commit(PendingWrite write) {
        scheduler.handle(new SchedulerInput.CommitStarting(List.of(write))).stream()
                .filter(SchedulerEffect.Commit.class::isInstance)
                .map(SchedulerEffect.Commit.class::cast)
                .filter(commit -> !commit.writes().isEmpty())
                .forEach(this::committed);
    }

    private void committed(SchedulerEffect.Commit commit) {
        scheduler.handle(
                new SchedulerInput.Committed(commit.writes(), List.of(List.of()), commit.events()));
        for (PendingWrite write : commit.writes())
            if (write instanceof PendingWrite.Answers answered)
                answered.endings().forEach(ending -> ended(ending.answer()));
    }

    private void ended(LlmResponse answer) {
        if (answer.outcome() == Outcome.OK) ok.incrementAndGet();
        answers.countDown();
    }

    @Override
    public void close() {
        commits.shutdownNow();
        timer.close();
    }
}
