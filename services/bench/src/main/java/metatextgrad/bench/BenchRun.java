package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.runs.RunWatcher;
import metatextgrad.embedded.AllInOne;
import metatextgrad.experiments.cli.Study;
import metatextgrad.experiments.cli.StudyOptions;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/**
 * Times a whole run on Kafka (r = 2, J_p = 2, J_s = 3, I = 6, B = 3, V = 100), and compares it with
 * the time of its model calls alone.
 */
final class BenchRun {
    /** Latency of the model in the slow measurement. */
    private static final Duration MODEL = Duration.ofMillis(200);

    private static final double MAX = 1.3;
    private static final int TEST = 100;
    private static final List<Topic> TOPICS =
            List.of(Topics.RUNS, Topics.META_PROMPTS, Topics.META_STRUCTURES, Topics.SCORES);

    /** The time of a run, and the calls on its critical path. */
    private record Timed(double seconds, int path) {}

    /** A finished run, and its time from request to end. */
    record Ended(RunState state, double seconds) {}

    private BenchRun() {}

    static List<BenchFigure> measure(Consumer<String> progress) {
        List<BenchFigure> figures = new ArrayList<>();
        Timed quick = timed(LatencyPlan.NONE, progress);
        figures.add(figure("runSeconds", "a run, models that take no time", quick.seconds(), "s"));
        figures.add(
                figure(
                        "runMillisPerCall",
                        "  per call on its critical path",
                        quick.seconds() * 1000 / quick.path(),
                        "ms"));
        Timed slow = timed(new LatencyPlan.Fixed(MODEL), progress);
        double least = slow.path() * MODEL.toMillis() / 1000.0;
        figures.add(
                figure("slowRunSeconds", "a run, models that take 200 ms", slow.seconds(), "s"));
        figures.add(figure("slowRunPath", "  calls on its critical path", slow.path(), ""));
        figures.add(
                figure("slowRunMultiple", "  times the critical path", slow.seconds() / least, "")
                        .atMost(MAX));
        return figures;
    }

    private static Timed timed(LatencyPlan latency, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(latency);
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress);
                EventReader reader = new EventReader(all.settings(), all.events(), TOPICS)) {
            Ended run = run(all, progress);
            List<Event> events = reader.toEnd().stream().map(EventReader.Stamped::event).toList();
            return new Timed(run.seconds(), CriticalPath.calls(run.state(), events));
        }
    }

    /** Runs once on these services, to the end. */
    static Ended run(AllInOne all, Consumer<String> progress) {
        Study study = StudyOptions.simulated("demo", TEST);
        List<TaskSubmitted> tasks = study.tasks();
        RunRequested request =
                new RunRequested(
                        new RunId("bench"),
                        study.project(),
                        SnapshotSpec.of(study.project(), tasks),
                        1);
        try (EventWriter client = new EventWriter(all.settings(), all.events());
                EventReader watched =
                        new EventReader(all.settings(), all.events(), RunWatcher.TOPICS)) {
            client.send(study.project(), tasks);
            long start = System.nanoTime();
            client.send(List.of(request));
            RunState state =
                    new RunWatcher(request.id(), progress).follow(watched, all::requireRunning);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (state.status() != RunState.Status.FINISHED)
                throw Exit.FAILURE.problem("the run failed: %s", state.reason());
            return new Ended(state, seconds);
        }
    }
}
