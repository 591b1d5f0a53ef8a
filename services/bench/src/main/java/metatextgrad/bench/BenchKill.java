package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Limits;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.role.CallLog;

/**
 * Measures how long requests wait after a worker was killed with calls in flight, until it has
 * restarted or another worker has taken over. The time is from the kill to the last answer of
 * requests that are written just after it, over all partitions. Then it measures how long after
 * {@code pause --all} the worker sends the last call, while requests wait.
 */
final class BenchKill {
    private static final LatencyPlan SHORT = new LatencyPlan.Fixed(Duration.ofMillis(50));
    private static final int BEFORE = 400;
    private static final int AFTER = 30;

    /** More requests than a worker has started when it reads the pause. */
    private static final int PAUSED = 3000;

    private static final Duration QUIET = Duration.ofSeconds(3);

    private BenchKill() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(SHORT)) {
            ModelEndpoint endpoint = BenchModels.endpoint(models);
            progress.accept("kill -9, and the same worker again");
            double same = same(environment, endpoint);
            progress.accept("kill -9, and another worker");
            double other = other(environment, endpoint);
            progress.accept("pause --all, with requests waiting");
            double paused = paused(environment, endpoint, models.calls());
            return List.of(
                    figure("kill.same", "kill -9 to progress, same worker", same, "s").atMost(5),
                    figure("kill.other", "kill -9 to progress, another", other, "s").atMost(15),
                    figure("kill.pause", "pause --all to the last call", paused, "s").atMost(2),
                    figure(
                            "kill.repeated",
                            "calls made more than once by that",
                            BenchModels.repeated(models),
                            ""));
        }
    }

    private static double same(BenchEnvironment environment, ModelEndpoint endpoint) {
        Settings settings = environment.topics("bench-same.", 3);
        BenchWork after = BenchWork.of(AFTER);
        try (WorkerClient requester = WorkerClient.ofWorker(environment, settings)) {
            long killed;
            try (WorkerProcess first = WorkerProcess.start(settings, "kill", endpoint)) {
                killed = killed(requester, first);
            }
            try (WorkerProcess again = WorkerProcess.start(settings, "kill", endpoint)) {
                requester.send(after.requests());
                return requester.follow(after, killed, again::live).seconds();
            }
        }
    }

    private static double other(BenchEnvironment environment, ModelEndpoint endpoint) {
        Settings settings = environment.topics("bench-other.", 3);
        BenchWork after = BenchWork.of(AFTER);
        try (WorkerClient requester = WorkerClient.ofWorker(environment, settings);
                WorkerProcess first = WorkerProcess.start(settings, "first", endpoint);
                WorkerProcess second = WorkerProcess.start(settings, "second", endpoint)) {
            PartitionAssignments.await(settings, 2);
            long killed = killed(requester, first);
            requester.send(after.requests());
            return requester.follow(after, killed, second::live).seconds();
        }
    }

    private static double paused(
            BenchEnvironment environment, ModelEndpoint endpoint, CallLog calls) {
        Settings settings = environment.topics("bench-pause.", 3);
        BudgetLimits pause =
                new BudgetLimits(BudgetLimits.ALL, Limits.NONE, Limits.NONE, true, new Serial(1));
        try (WorkerClient requester = WorkerClient.ofWorker(environment, settings);
                WorkerProcess worker = WorkerProcess.start(settings, "pause", endpoint)) {
            requester.ask(BenchWork.of(AFTER), worker::live);
            requester.send(BenchWork.of(PAUSED).requests());
            long start = System.nanoTime();
            requester.send(List.of(pause));
            return (lastCall(calls) - start) / 1e9;
        }
    }

    /** Returns when the last call came, once none has come for {@link #QUIET}. */
    private static long lastCall(CallLog calls) {
        long last = System.nanoTime();
        long known = calls.calls();
        while (System.nanoTime() - last < QUIET.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            long now = calls.calls();
            if (now != known) last = System.nanoTime();
            known = now;
        }
        return last;
    }

    /** Kills a worker that has calls in flight; returns the time of the kill. */
    private static long killed(WorkerClient requester, WorkerProcess worker) {
        requester.ask(BenchWork.of(AFTER), worker::live);
        requester.send(BenchWork.of(BEFORE).requests());
        long killed = System.nanoTime();
        worker.kill();
        return killed;
    }
}
