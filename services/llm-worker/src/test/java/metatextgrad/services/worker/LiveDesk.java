package metatextgrad.services.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Prices;
import org.jspecify.annotations.Nullable;

/** A desk with real threads and a real clock, whose commits succeed at once and stand nowhere. */
final class LiveDesk implements DeskEffects, AutoCloseable {
    private final ExecutorService commits = Executors.newSingleThreadExecutor();
    private final WorkerTimer timer = new WorkerTimer();
    private final ModelCaller caller;
    private final Desk desk;
    private final CountDownLatch answers;
    final AtomicInteger ok = new AtomicInteger();

    LiveDesk(LanguageModel model, RateLimits limits, List<WorkerRequest> asks) {
        WorkerMeters meters = new WorkerMeters(new SimpleMeterRegistry());
        caller = new ModelCaller(model);
        answers = new CountDownLatch(asks.size());
        desk =
                new Desk(
                        new ConcurrencyLimiter(256, 256),
                        new AdmissionControl(
                                new Budgets(InstantSource.system()), new Pricing(Prices.NONE)),
                        new Rates(limits, System::nanoTime, meters),
                        RetryPolicy.standard(() -> 0.5),
                        this,
                        meters);
        desk.assigned(0);
        desk.heard(List.of(), true);
        desk.toLoad();
        for (int offset = 0; offset < asks.size(); offset++)
            desk.received(0, offset, asks.get(offset));
        for (PartitionAssignment lease : desk.toLoad()) desk.loaded(lease, new Ledger(2));
    }

    /** Waits until all asks are answered. */
    void await() throws InterruptedException {
        answers.await();
    }

    @Override
    public void commit(PendingWrite work) {
        commits.execute(
                () -> {
                    for (PendingWrite admitted : desk.admit(List.of(work)).now()) {
                        desk.committed(admitted, List.of());
                        if (admitted instanceof PendingWrite.Answers answered)
                            answered.endings().forEach(ending -> ended(ending.answer()));
                    }
                });
    }

    private void ended(WorkerAnswer answer) {
        if (answer.outcome() == Outcome.OK) ok.incrementAndGet();
        answers.countDown();
    }

    @Override
    public void call(InFlightCall flight) {
        caller.call(flight, desk);
    }

    @Override
    public void read(AnswerPlace place, Consumer<@Nullable WorkerAnswer> then) {
        throw new IllegalStateException("no answer stands anywhere");
    }

    @Override
    public void look(AnswerPlace place, Consumer<Boolean> then) {
        throw new IllegalStateException("no answer stands anywhere");
    }

    @Override
    public void recall(int partition, long offset, Consumer<@Nullable WorkerRequest> then) {
        throw new IllegalStateException("nothing is parked here");
    }

    @Override
    public void after(Duration wait, Runnable then) {
        timer.after(wait, then);
    }

    @Override
    public void outage(@Nullable String reason) {}

    @Override
    public void away(@Nullable String reason) {}

    @Override
    public void close() {
        commits.shutdownNow();
        timer.close();
    }
}
