package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.embedded.AllInOne;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.strategy.Strategies;
import metatextgrad.topics.Topics;
import org.HdrHistogram.Histogram;

/**
 * Measures the time that the system adds to a step of an optimizer: batch of 8, 100 validation
 * items, a model of 50 ms. It has its own broker and services, started as in {@code mtg up}.
 */
final class BenchStep {
    static final Duration MODEL = Duration.ofMillis(50);

    private static final int BATCH = 8;
    private static final int TRAIN = 50;
    private static final int VAL = 100;
    private static final int WARM_UP = 6;
    private static final int STEPS = 18;

    private BenchStep() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(new LatencyPlan.Fixed(MODEL));
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress)) {
            progress.accept("%d steps of one optimizer".formatted(STEPS));
            return figures(times(all));
        }
    }

    private static StepTimes times(Platform all) {
        Project project =
                Inputs.project("the benchmark's", DemoTasks.dyck.project() + "\nbatch: " + BATCH);
        List<TaskSubmitted> tasks = DemoTasks.dyck.tasks(project.id(), "bench", TRAIN, VAL, 0, 1);
        StepTimes times = new StepTimes();
        try (EventWriter client = new EventWriter(all.settings(), all.events());
                EventReader reader =
                        new EventReader(
                                all.settings(),
                                all.events(),
                                List.of(Topics.BATCH_REQUESTS, Topics.SCORES))) {
            client.send(project, tasks);
            client.send(List.of(trial(project, tasks)));
            while (!times.over()) {
                List<Event> events = new ArrayList<>(reader.poll());
                long now = System.nanoTime();
                events.forEach(event -> times.handle(event, now));
                all.requireRunning();
            }
        }
        return times;
    }

    private static MetaPromptPublished trial(Project project, List<TaskSubmitted> tasks) {
        Phase phase = Strategies.plain("tgd").withSteps(STEPS);
        return new MetaPromptPublished(
                new StepRef(project.id(), new RunId("bench"), new TrialId("bench-step"), 0, 0),
                MetaPromptPublished.BASE,
                0,
                0,
                new OptimizerSpec("tgd", List.of(phase)),
                null,
                null,
                project.seed(),
                ScoreStats.EMPTY,
                project.loop(),
                SnapshotSpec.of(project, tasks),
                1,
                BatchRequested.NO_DRAW,
                null);
    }

    private static List<BenchFigure> figures(StepTimes times) {
        Histogram training = new Histogram(3);
        Histogram whole = new Histogram(3);
        times.steps().stream()
                .skip(WARM_UP)
                .forEach(
                        step -> {
                            training.recordValue(step.addedInTraining(MODEL).toNanos() / 1000);
                            whole.recordValue(step.added(MODEL).toNanos() / 1000);
                        });
        if (whole.getTotalCount() == 0)
            throw Exit.FAILURE.problem("no step was measured completely");
        return List.of(
                seconds("step.training", "training half of a step adds, p50", training, 50)
                        .atMost(0.4),
                seconds("step.whole", "whole step with 100 validation tasks adds, p50", whole, 50)
                        .atMost(0.6),
                seconds("step.longest", "  longest", whole, 100),
                figure("step.count", "  steps", (double) whole.getTotalCount(), ""));
    }

    private static BenchFigure seconds(
            String name, String title, Histogram micros, double percentile) {
        return figure(name, title, BenchTimes.millis(micros, percentile) / 1000, "s");
    }
}
