package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Project;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Task;
import metatextgrad.optimize.Strategies;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Topics;

/**
 * Whether what a task costs grows with what was done before it: runs after runs, each in a project
 * of its own, until a hundred thousand tasks went through the loop. The first ten thousand warm the
 * JVM; the second are compared with the last. Everything as {@code mtg up} starts it.
 */
final class BenchGrowth implements BenchPart {
    private static final int ROUNDS = 11;
    private static final int SIDE_BY_SIDE = 2;
    private static final int STEPS = 8;
    private static final int TRAIN = 30;
    private static final int VAL = 500;
    private static final int TEST = 50;
    private static final double MEBI = 1024.0 * 1024;
    private static final Target NO_MORE = Target.atMost(1.1);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                Workspace folder = Workspace.temporary();
                AllInOne all =
                        AllInOne.start(
                                folder.path(),
                                AllInOne.PortChoice.ANY,
                                BenchModels.endpoint(models, ModelEndpoints.IN_FLIGHT),
                                1,
                                progress);
                LoopClient client = new LoopClient(all.settings(), all.events());
                EventReader runs =
                        new EventReader(all.settings(), all.events(), List.of(Topics.RUNS))) {
            folder.closeOnExit(all);
            BenchCosts costs = new BenchCosts(models);
            List<BenchCosts.Window> windows = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                start(client, round);
                await(runs, all);
                windows.add(costs.window());
                progress.accept(windows.getLast().sentence(costs.tasks()));
            }
            return figures(windows.get(1), windows.getLast(), costs.tasks());
        }
    }

    private static void start(LoopClient client, int round) {
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            String name = "growth-" + round + "-" + i;
            Project project = project(name);
            List<Task> tasks =
                    DemoTask.split(
                            DemoTask.dyck
                                    .generator()
                                    .generate(project.id(), "bench", TRAIN + VAL + TEST, 1),
                            TRAIN,
                            VAL);
            client.send(Topics.TASKS, tasks);
            client.send(
                    List.of(
                            new RunRequest(
                                    new RunId(name), project, SnapshotSpec.of(project, tasks), 1)));
        }
    }

    private static Project project(String name) {
        String yaml = DemoTask.dyck.project().replaceFirst("(?m)^id: .*$", "id: " + name);
        OptimizerSpec tgd =
                new OptimizerSpec("tgd", List.of(Strategies.plain("tgd").withSteps(STEPS)));
        return Inputs.project("the benchmark's", yaml + "\nprompt-rounds: 0")
                .withOptimizers(List.of(tgd));
    }

    /** Until as many runs are over as were started. */
    private static void await(EventReader runs, AllInOne all) {
        int over = 0;
        while (over < SIDE_BY_SIDE) {
            for (var event : runs.poll()) {
                if (!(event instanceof RunState state) || state.status().open()) continue;
                if (state.status() != RunState.Status.FINISHED)
                    throw Exit.FAILURE.problem("a run did not finish: %s", state.reason());
                over++;
            }
            EnvironmentProblem end = all.end();
            if (end != null) throw end;
            if (Ending.begun()) throw Exit.INTERRUPTED.problem("interrupted");
        }
    }

    private static List<BenchFigure> figures(
            BenchCosts.Window early, BenchCosts.Window late, long tasks) {
        return List.of(
                BenchFigure.of("growth.tasks", "tasks through the loop", (double) tasks, ""),
                BenchFigure.of(
                        "growth.cpu",
                        "processor time for each, all in one process",
                        late.cpuMillis(),
                        "ms"),
                ratio("growth.cpu.ratio", late.cpuMillis() / early.cpuMillis()),
                BenchFigure.of(
                        "growth.changelog",
                        "bytes into changelogs for each",
                        late.changelogBytes(),
                        "B"),
                ratio("growth.changelog.ratio", late.changelogBytes() / early.changelogBytes()),
                BenchFigure.of(
                        "growth.heap", "heap after a collection", late.heapBytes() / MEBI, "MiB"),
                ratio("growth.heap.ratio", late.heapBytes() / early.heapBytes()));
    }

    private static BenchFigure ratio(String name, double value) {
        return BenchFigure.of(name, "  by that of the second ten thousand", value, "")
                .against(NO_MORE);
    }
}
