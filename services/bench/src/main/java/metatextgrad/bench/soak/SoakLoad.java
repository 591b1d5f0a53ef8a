package metatextgrad.bench.soak;

import java.util.List;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
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
import metatextgrad.strategy.Strategies;
import metatextgrad.topics.Topics;

/**
 * Runs of one project on one set of tasks, one after another. Each has another seed, so that models
 * are called.
 */
final class SoakLoad implements AutoCloseable {
    private static final int STEPS = 8;
    private static final int TRAIN = 30;
    private static final int VAL = 100;
    private static final int TEST = 50;

    private final EventWriter client;
    private final EventReader runs;
    private final Project project = project();
    private final List<TaskSubmitted> tasks =
            DemoTasks.dyck.tasks(project.id(), "soak", TRAIN, VAL, TEST, 1);
    private int started;

    SoakLoad(AllInOne all) {
        client = new EventWriter(all.settings(), all.events());
        runs = new EventReader(all.settings(), all.events(), List.of(Topics.RUNS));
        client.send(project, tasks);
        start();
    }

    /** Starts the next run if one has ended. Waits for events for a moment. */
    void follow() {
        for (var event : runs.poll()) {
            if (!(event instanceof RunState state) || state.status().open()) continue;
            if (state.status() != RunState.Status.FINISHED)
                throw Exit.FAILURE.problem("a run did not finish: %s", state.reason());
            start();
        }
    }

    /** Returns the number of runs that have ended. */
    int ended() {
        return started - 1;
    }

    @Override
    public void close() {
        runs.close();
        client.close();
    }

    private void start() {
        started++;
        client.send(
                List.of(
                        new RunRequested(
                                new RunId("soak-" + started),
                                project,
                                SnapshotSpec.of(project, tasks),
                                started)));
    }

    private static Project project() {
        String yaml = DemoTasks.dyck.project().replaceFirst("(?m)^id: .*$", "id: soak");
        OptimizerSpec tgd =
                new OptimizerSpec("tgd", List.of(Strategies.plain("tgd").withSteps(STEPS)));
        return Inputs.project("the benchmark's", yaml + "\nprompt-rounds: 0")
                .withOptimizers(List.of(tgd));
    }
}
