package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.bench.soak.Soak;
import metatextgrad.bench.soak.SoakMeasure;
import metatextgrad.bench.soak.SoakTrend;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.embedded.AllInOne;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.strategy.Strategies;
import metatextgrad.topics.Topics;

/**
 * Measures whether the cost of a task grows with the number of earlier tasks. Runs follow one
 * another, each in its own project, until a hundred thousand tasks went through the loop. The first
 * ten thousand warm the JVM; the second are compared with the last. Services start as in {@code mtg
 * up}.
 */
final class BenchGrowth {
    private static final int ROUNDS = 11;
    private static final int SIDE_BY_SIDE = 2;
    private static final int STEPS = 8;
    private static final int TRAIN = 30;
    private static final int VAL = 500;
    private static final int TEST = 50;
    private static final double MEBI = 1024.0 * 1024;
    private static final double NO_MORE = 1.1;
    private static final double SOAK_PERCENT = 5;

    private BenchGrowth() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress);
                EventWriter client = new EventWriter(all.settings(), all.events());
                EventReader runs =
                        new EventReader(all.settings(), all.events(), List.of(Topics.RUNS))) {
            CostsPerTask costs = new CostsPerTask(models);
            List<CostsPerTask.Window> windows = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                start(client, round);
                await(runs, all);
                windows.add(costs.window());
                progress.accept(windows.getLast().sentence(costs.tasks()));
            }
            return figures(windows.get(1), windows.getLast(), costs.tasks());
        }
    }

    /**
     * Runs a system under a steady load for minutes. Its memory, threads, files, stores and lag may
     * not rise.
     */
    static List<BenchFigure> soak(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        Soak soak;
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress)) {
            soak = Soak.measure(models, all, Duration.ofSeconds(scale.soak()), progress);
        }
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(figure("soak.seconds", "soak", scale.soak(), "s"));
        figures.add(figure("soak.runs", "runs that ended in it", soak.runs(), ""));
        figures.add(figure("soak.calls", "calls of models", (double) soak.calls(), ""));
        figures.add(
                figure(
                        "soak.ledger",
                        "heap of the ledger for each call",
                        soak.ledger() / soak.calls(),
                        "B"));
        for (SoakTrend trend : soak.trends()) {
            SoakMeasure measure = trend.measure();
            String name = "soak." + measure.label();
            figures.add(figure(name, measure.title(), trend.last(), measure.unit()));
            figures.add(
                    figure(
                            name + ".perHour",
                            "  its line rises in an hour by",
                            trend.perHour(),
                            measure.unit()));
            figures.add(
                    figure(
                                    name + ".rise",
                                    "  and in the counted time for sure by",
                                    trend.surePercent(),
                                    "%")
                            .atMost(SOAK_PERCENT));
        }
        return figures;
    }

    private static void start(EventWriter client, int round) {
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            String name = "growth-" + round + "-" + i;
            Project project = project(name);
            List<TaskSubmitted> tasks =
                    DemoTasks.dyck.tasks(project.id(), "bench", TRAIN, VAL, TEST, 1);
            client.send(project, tasks);
            client.send(
                    List.of(
                            new RunRequested(
                                    new RunId(name), project, SnapshotSpec.of(project, tasks), 1)));
        }
    }

    private static Project project(String name) {
        String yaml = DemoTasks.dyck.project().replaceFirst("(?m)^id: .*$", "id: " + name);
        OptimizerSpec tgd =
                new OptimizerSpec("tgd", List.of(Strategies.plain("tgd").withSteps(STEPS)));
        return Inputs.project("the benchmark's", yaml + "\nprompt-rounds: 0")
                .withOptimizers(List.of(tgd));
    }

    /** Waits until all started runs have ended. */
    private static void await(EventReader runs, Platform all) {
        int over = 0;
        while (over < SIDE_BY_SIDE) {
            for (var event : runs.poll()) {
                if (!(event instanceof RunState state) || state.status().open()) continue;
                if (state.status() != RunState.Status.FINISHED)
                    throw Exit.FAILURE.problem("a run did not finish: %s", state.reason());
                over++;
            }
            all.requireRunning();
        }
    }

    private static List<BenchFigure> figures(
            CostsPerTask.Window early, CostsPerTask.Window late, long tasks) {
        return List.of(
                figure("growth.tasks", "tasks through the loop", (double) tasks, ""),
                figure(
                        "growth.cpu",
                        "processor time for each, all in one process",
                        late.cpuMillis(),
                        "ms"),
                ratio("growth.cpu.ratio", late.cpuMillis() / early.cpuMillis()),
                figure(
                        "growth.changelog",
                        "bytes into changelogs for each",
                        late.changelogBytes(),
                        "B"),
                ratio("growth.changelog.ratio", late.changelogBytes() / early.changelogBytes()),
                figure("growth.heap", "heap after a collection", late.heapBytes() / MEBI, "MiB"),
                ratio("growth.heap.ratio", late.heapBytes() / early.heapBytes()));
    }

    private static BenchFigure ratio(String name, double value) {
        return figure(name, "  by that of the second ten thousand", value, "").atMost(NO_MORE);
    }
}
