package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.CandidateOutput;
import metatextgrad.model.Event;
import metatextgrad.services.candidate.CandidateService;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.streams.Topic;
import metatextgrad.streams.Topics;
import org.HdrHistogram.Histogram;

/**
 * What the system adds to a model call: from the asker's input being due to its next output being
 * readable, over the asker, the worker and the asker again, with a model that answers at once.
 */
final class BenchLatency {
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 15 * PER_SECOND;
    private static final int CALLS = WARM_UP + 45 * PER_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.LLM_REQUESTS,
                    Topics.responses(Asker.CANDIDATE),
                    Topics.CANDIDATE_OUTPUTS);

    private final BenchWork work = new BenchWork(CALLS, 1);
    private final long[] asked = new long[CALLS];
    private final long[] answered = new long[CALLS];
    private final long[] done = new long[CALLS];
    private int missing = CALLS;

    List<BenchFigure> measure(
            BenchGround ground, SimulatorServer simulator, Consumer<String> progress) {
        var endpoint = AllInOne.simulated(simulator.baseUrl());
        try (ServiceRunner candidate = ground.start(new CandidateService());
                WorkerPart worker = ground.startWorker(endpoint);
                LoopClient client = new LoopClient(ground.settings(), ground.events());
                EventReader reader = new EventReader(ground.settings(), ground.events(), TOPICS)) {
            progress.accept(
                    "latency: %d calls/s for %d s, the first %d s uncounted"
                            .formatted(PER_SECOND, CALLS / PER_SECOND, WARM_UP / PER_SECOND));
            BenchSchedule schedule =
                    new BenchSchedule(
                            System.nanoTime(),
                            Duration.ofSeconds(1).dividedBy(PER_SECOND),
                            WARM_UP,
                            CALLS);
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(
                            () -> schedule.run(call -> client.send(List.of(work.batch(call)))));
            follow(
                    reader,
                    schedule,
                    () -> {
                        if (sender.isCompletedExceptionally()) joined(sender);
                        return candidate.report().live() && worker.report().live();
                    });
            joined(sender);
            return figures(schedule);
        }
    }

    private void follow(EventReader reader, BenchSchedule schedule, BooleanSupplier alive) {
        long end = schedule.due(CALLS) + PATIENCE.toNanos();
        while (missing > 0) {
            List<Event> events = reader.poll();
            long now = System.nanoTime();
            events.forEach(event -> seen(event, now));
            if (!alive.getAsBoolean())
                throw new EnvironmentProblem(Exit.FAILURE, "what is measured stopped");
            if (now > end)
                throw new EnvironmentProblem(
                        Exit.FAILURE, missing + " of " + CALLS + " outputs never came");
        }
    }

    private void seen(Event event, long now) {
        if (event instanceof LlmRequest request) asked[BenchWork.call(request.replyKey())] = now;
        if (event instanceof LlmResponse answer) answered[BenchWork.call(answer.replyKey())] = now;
        if (!(event instanceof CandidateOutput output)) return;
        if (output.end() != CandidateOutput.End.ANSWERED)
            throw new EnvironmentProblem(Exit.FAILURE, "a call failed: " + output.reason());
        int call = BenchWork.call(output.key());
        if (done[call] == 0) missing--;
        done[call] = now;
    }

    private List<BenchFigure> figures(BenchSchedule schedule) {
        Histogram added = new Histogram(3);
        Histogram worker = new Histogram(3);
        for (int call = 0; call < CALLS; call++) {
            if (!schedule.counts(call)) continue;
            added.recordValue(micros(schedule.due(call), done[call]));
            // Partitions are read in turns: an answer may be seen together with its request, or not
            // yet when the last output is.
            if (asked[call] == 0 || answered[call] == 0) continue;
            worker.recordValue(Math.max(0, micros(asked[call], answered[call])));
        }
        return List.of(
                latency("added.p50", "added latency per call, 20 calls/s, p50", added, 50)
                        .against(Target.atMost(60)),
                latency("added.p99", "added latency per call, 20 calls/s, p99", added, 99)
                        .against(Target.atMost(250)),
                latency("added.max", "added latency per call, 20 calls/s, longest", added, 100),
                latency("worker.p50", "of that the worker, ask to answer, p50", worker, 50),
                latency("worker.p99", "of that the worker, ask to answer, p99", worker, 99),
                BenchFigure.of("added.calls", "calls counted", (double) added.getTotalCount(), ""));
    }

    private static BenchFigure latency(
            String name, String title, Histogram histogram, double percentile) {
        double millis = histogram.getValueAtPercentile(percentile) / 1000.0;
        return BenchFigure.of(name, title, millis, "ms");
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
