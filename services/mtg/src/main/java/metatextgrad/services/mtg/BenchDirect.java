package metatextgrad.services.mtg;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.services.worker.OpenAiModel;
import metatextgrad.streams.ModelEndpoint;

/** Calls by the worker's client without anything around it: the floor of what a call can take. */
final class BenchDirect implements AutoCloseable {
    private final OpenAiModel model;

    BenchDirect(URI models, int inFlight) {
        ModelEndpoint endpoint = BenchModels.endpoint(models, inFlight);
        model =
                new OpenAiModel(
                        endpoint.baseUrl(),
                        Configured.key(endpoint),
                        inFlight,
                        InstantSource.system());
    }

    /** Makes all calls, each on a thread of its own, behind a semaphore. */
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

    /** Makes one call; how long it took. */
    long micros(LlmRequest request) {
        long start = System.nanoTime();
        answer(request);
        return (System.nanoTime() - start) / 1000;
    }

    /** Makes one call; what came of it. */
    String answer(LlmRequest request) {
        Reply reply = model.ask(request.model(), request.messages(), request.seed());
        if (reply instanceof Reply.Answered answered) return answered.text();
        throw Exit.FAILURE.problem("a call failed: %s", reply);
    }

    /** Makes calls until the server takes no more this minute. */
    void exhaust(int most) {
        AtomicBoolean full = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (LlmRequest request : BenchWork.of(most).requests())
                threads.execute(
                        () -> {
                            if (full.get()) return;
                            Reply reply =
                                    model.ask(request.model(), request.messages(), request.seed());
                            if (reply instanceof Reply.RateLimited) full.set(true);
                        });
        }
        if (!full.get()) throw Exit.FAILURE.problem("no rate limit was reached");
    }

    @Override
    public void close() {
        model.close();
    }
}
