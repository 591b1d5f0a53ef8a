package metatextgrad.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.Exit;

/** Makes calls with the worker's client alone: the shortest time that a call can take. */
final class DirectClient implements AutoCloseable {
    private final ModelRouter model;

    DirectClient(URI models, int inFlight) {
        model = CliSettings.client(ModelEndpoints.simulated(models, inFlight), inFlight);
    }

    /** Makes all calls, each on its own thread, limited by a semaphore. */
    BenchTimes ask(List<LlmRequest> requests, int inFlight) {
        Semaphore places = new Semaphore(inFlight);
        long[] ends = new long[requests.size()];
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                places.acquire();
                int call = i;
                all.add(
                        threads.submit(
                                () -> {
                                    try {
                                        micros(requests.get(call));
                                        ends[call] = System.nanoTime();
                                    } finally {
                                        places.release();
                                    }
                                }));
            }
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            throw Exit.FAILURE.problem(e, "a call failed: %s", e.getCause());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
        return BenchTimes.of(start, ends);
    }

    /** Makes one call; returns how long it took. */
    long micros(LlmRequest request) {
        long start = System.nanoTime();
        answer(request);
        return (System.nanoTime() - start) / 1000;
    }

    /** Makes one call; returns its answer. */
    String answer(LlmRequest request) {
        Reply reply = reply(request);
        if (reply instanceof Reply.Answered answered) return answered.text();
        throw Exit.FAILURE.problem("a call failed: %s", reply);
    }

    private Reply reply(LlmRequest request) {
        return model.ask(request.model(), request.messages(), request.seed());
    }

    /** Makes calls until the server reports its rate limit. */
    void exhaust(int max) {
        AtomicBoolean full = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (LlmRequest request : BenchWork.of(max).requests())
                threads.execute(
                        () -> {
                            if (!full.get() && reply(request) instanceof Reply.RateLimited)
                                full.set(true);
                        });
        }
        if (!full.get()) throw Exit.FAILURE.problem("no rate limit was reached");
    }

    @Override
    public void close() {
        model.close();
    }
}
