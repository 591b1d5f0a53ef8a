package metatextgrad.cli.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.worker.WorkerMeters;

/** A worker in a process of its own, with a fail point. */
public final class FailingWorkerOwner {
    private FailingWorkerOwner() {}

    /**
     * @param wrote {@code starts} or {@code answers}: which of its transactions
     * @param action {@code halt}, or {@code wait} until the input ends
     */
    public static Owner start(
            Path folder, WorkerBench bench, URI models, String wrote, boolean before, String action)
            throws IOException {
        List<String> reported =
                List.of(
                        bench.kafka(),
                        bench.prefix(),
                        models.toString(),
                        wrote,
                        FailPoint.word(before),
                        action);
        Files.write(folder.resolve("worker"), reported);
        return Owner.start(FailingWorkerOwner.class, folder);
    }

    /** Without a fail point, and with these environment variables. */
    public static Owner start(
            Path folder, String kafka, String prefix, URI models, Map<String, String> environment)
            throws IOException {
        List<String> reported =
                List.of(kafka, prefix, models.toString(), "none", FailPoint.word(true), "halt");
        Files.write(Files.createDirectories(folder).resolve("worker"), reported);
        return Owner.start(FailingWorkerOwner.class, folder, environment);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> reported = Files.readAllLines(Path.of(args[0], "worker"));
        Predicate<Set<String>> wrote =
                switch (reported.get(3)) {
                    case "starts" -> FailPoint::starts;
                    case "answers" -> FailPoint::answers;
                    default -> topics -> false;
                };
        Runnable action = reported.get(5).equals("halt") ? FailPoint.HALT : LoopOwner::waits;
        FailPoint point = FailPoint.of(wrote, FailPoint.isBefore(reported.get(4)), action);
        // Before the worker starts, which may halt this process at once.
        System.out.println(System.currentTimeMillis());
        FailingWorkers.worker(
                        WorkerBench.settings(reported.get(0), reported.get(1), "owner"),
                        model(URI.create(reported.get(2))),
                        new WorkerMeters(new SimpleMeterRegistry()),
                        new WorkerOwner.Ends(),
                        point::in)
                .start();
        Thread.currentThread().join();
    }

    public static OpenAiModel model(URI models) {
        return new OpenAiModel(
                models, ApiKey.of(Canary.KEY), ModelEndpoints.IN_FLIGHT, InstantSource.system());
    }
}
