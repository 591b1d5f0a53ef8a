package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import metatextgrad.bench.load.BenchSchedule;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.services.streams.CandidateService;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.HdrHistogram.Histogram;

/**
 * Measures the time that the system adds to a model call, with a model that answers at once. It is
 * the time from the due input of the candidate service to its readable output, over the worker.
 */
final class BenchLatency {
    private static final int PER_SECOND = 20;
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.LLM_REQUESTS,
                    Topics.responses(Requester.CANDIDATE),
                    Topics.CANDIDATE_OUTPUTS);

    private BenchLatency() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        Seen seen = new Seen(BenchWork.of((scale.warmUp() + scale.counted()) * PER_SECOND));
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                ServiceRunner candidate = environment.start(new CandidateService());
                WorkerServicePart worker = environment.startWorker(BenchModels.endpoint(models));
                EventWriter client = new EventWriter(environment.settings(), environment.events());
                EventReader reader =
                        new EventReader(environment.settings(), environment.events(), TOPICS)) {
            reader.toEnd();
            progress.accept("%d calls, %d per second".formatted(seen.calls, PER_SECOND));
            var schedule =
                    new BenchSchedule(
                            System.nanoTime(),
                            Duration.ofSeconds(1).dividedBy(PER_SECOND),
                            scale.warmUp() * PER_SECOND,
                            seen.calls);
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(
                            () ->
                                    schedule.run(
                                            call -> client.send(List.of(seen.work.batch(call)))));
            WorkerClient.follow(
                    reader,
                    seen.calls,
                    seen::handle,
                    () -> {
                        if (sender.isCompletedExceptionally()) joined(sender);
                        return candidate.report().live() && worker.report().live();
                    });
            joined(sender);
            return figures(seen, schedule);
        }
    }

    /** When each call was first seen on each topic. */
    private static final class Seen {
        private final BenchWork work;
        private final int calls;
        private final long[] requested;
        private final long[] answered;
        private final long[] done;

        private Seen(BenchWork work) {
            this.work = work;
            calls = work.count();
            requested = new long[calls];
            answered = new long[calls];
            done = new long[calls];
        }

        private boolean handle(Event event, long now) {
            switch (event) {
                case LlmRequest request -> put(requested, request.replyKey(), now);
                case LlmResponse answer -> put(answered, answer.replyKey(), now);
                case CandidateOutput output -> {
                    if (output.end() != CandidateOutput.End.ANSWERED)
                        throw Exit.FAILURE.problem("a call failed: %s", output.reason());
                    return put(done, output.key(), now);
                }
                default -> {}
            }
            return false;
        }

        private boolean put(long[] times, String key, long now) {
            int call = work.call(key);
            if (call < 0 || times[call] != 0) return false;
            times[call] = now;
            return true;
        }
    }

    private static List<BenchFigure> figures(Seen seen, BenchSchedule schedule) {
        Histogram added = new Histogram(3);
        Histogram worker = new Histogram(3);
        for (int call = 0; call < seen.calls; call++) {
            if (!schedule.counts(call)) continue;
            added.recordValue(micros(schedule.due(call), seen.done[call]));
            // Partitions are read in turns, so an answer may be read with its request, or after the
            // last output.
            if (seen.requested[call] == 0 || seen.answered[call] == 0) continue;
            worker.recordValue(Math.max(0, micros(seen.requested[call], seen.answered[call])));
        }
        return List.of(
                latency("added.p50", "added latency per call, 20 calls/s, p50", added, 50)
                        .atMost(60),
                latency("added.p99", "added latency per call, 20 calls/s, p99", added, 99)
                        .atMost(250),
                latency("added.max", "added latency per call, 20 calls/s, longest", added, 100),
                latency("worker.p50", "of that the worker, request to answer, p50", worker, 50),
                latency("worker.p99", "of that the worker, request to answer, p99", worker, 99),
                figure("added.calls", "calls counted", (double) added.getTotalCount(), ""));
    }

    private static BenchFigure latency(
            String name, String title, Histogram histogram, double percentile) {
        double millis = BenchTimes.millis(histogram, percentile);
        return figure(name, title, millis, "ms");
    }

    private static long micros(long from, long to) {
        return (to - from) / 1000;
    }

    private static void joined(CompletableFuture<Void> sender) {
        try {
            sender.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EnvironmentProblem problem ? problem : e;
        }
    }
}
