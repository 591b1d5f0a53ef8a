package metatextgrad.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmRequest;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures whether two and four workers make two and four times the calls, with a model that only
 * sleeps. All have the same amount of work.
 */
final class BenchScaling {
    private static final LatencyPlan SECOND = new LatencyPlan.Fixed(Duration.ofSeconds(1));
    private static final int PARTITIONS = 8;
    private static final int IN_FLIGHT = 32;
    private static final int WAVES = 6;
    private static final int MAX = 4;

    private BenchScaling() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        Settings settings = environment.topics("bench-scaling.", PARTITIONS);
        Map<Integer, Double> rates = new TreeMap<>();
        Deque<WorkerServicePart> workers = new ArrayDeque<>();
        try (SimulatorServer models = BenchModels.start(SECOND);
                WorkerClient requester = WorkerClient.ofWorker(environment, settings)) {
            ModelEndpoint endpoint = ModelEndpoints.simulated(models.baseUrl(), IN_FLIGHT);
            for (int count = 1; count <= MAX; count *= 2) {
                while (workers.size() < count)
                    workers.push(
                            environment.startWorker(
                                    settings.withInstance("scaling-" + workers.size()), endpoint));
                PartitionAssignments.await(settings, count);
                progress.accept("%d workers".formatted(count));
                rates.put(count, rate(requester, count, workers));
            }
        } finally {
            workers.forEach(WorkerServicePart::close);
        }
        return figures(rates);
    }

    private static double rate(WorkerClient requester, int workers, Deque<WorkerServicePart> all) {
        int each = workers * IN_FLIGHT * WAVES / PARTITIONS;
        BenchWork work = BenchWork.of(each * PARTITIONS * 2);
        List<LlmRequest> even = even(work.requests(), each);
        return requester
                .ask(work, even, () -> all.stream().allMatch(w -> w.report().live()))
                .rate();
    }

    /** Returns the same number of requests for each partition. */
    private static List<LlmRequest> even(List<LlmRequest> requests, int each) {
        Map<Integer, List<LlmRequest>> byPartition = new TreeMap<>();
        for (LlmRequest request : requests) {
            int hash = Utils.toPositive(Utils.murmur2(request.key().getBytes(UTF_8)));
            byPartition.computeIfAbsent(hash % PARTITIONS, any -> new ArrayList<>()).add(request);
        }
        return byPartition.values().stream().flatMap(list -> list.stream().limit(each)).toList();
    }

    private static List<BenchFigure> figures(Map<Integer, Double> rates) {
        List<BenchFigure> figures = new ArrayList<>();
        double one = rates.getOrDefault(1, Double.NaN);
        rates.forEach(
                (workers, rate) -> {
                    figures.add(
                            figure(
                                    "scaling.rate." + workers,
                                    "workers of %d in flight, 1 s model: %d"
                                            .formatted(IN_FLIGHT, workers),
                                    rate,
                                    "calls/s"));
                    if (workers > 1)
                        figures.add(
                                figure(
                                                "scaling.linear." + workers,
                                                "  by as many times one of them",
                                                rate / (one * workers),
                                                "")
                                        .atLeast(0.95));
                });
        return figures;
    }
}
