package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import metatextgrad.cli.input.Inputs;
import metatextgrad.json.Resources;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.services.streams.IntakeService;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.Topics;

/**
 * Measures intake under the traffic of projects that adapt: tasks a second, and whether its state
 * grows once the sample is full; then tasks that wait for their right answers, and feedback among
 * them.
 */
final class BenchTraffic {
    private static final int EARLY = 10;
    private static final int LEAST_EARLY = 25_000;
    private static final int OPINIONS = 5_000;
    private static final double NO_MORE = 1.1;
    private static final double RATE = 2_000;

    private BenchTraffic() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        ServiceRunner intake = environment.start(new IntakeService());
        try (TrafficClient client = new TrafficClient(environment, intake)) {
            List<BenchFigure> figures = new ArrayList<>();
            figures.addAll(pool(client, scale.rows(), progress));
            figures.addAll(open(client, scale.rows(), progress));
            return figures;
        } finally {
            intake.close();
        }
    }

    private static List<BenchFigure> pool(
            TrafficClient client, int tasks, Consumer<String> progress) {
        Project project = start(client, "pooled");
        // A contest that waits for more tasks than there are: the sample is searched again and
        // again.
        client.send(
                new GateItemsRequested(
                        project, new VersionId("v"), new VersionId("w"), 1, 1, tasks));
        int early = Math.min(tasks / 2, Math.max(LEAST_EARLY, tasks / EARLY));
        progress.accept("%d tasks with their right answers".formatted(early));
        client.send(Topics.TASKS, 0, early, task(project, ",\"target\":\") ]\""));
        TrafficClient.State before = client.state();
        progress.accept("%d more".formatted(tasks - early));
        double seconds =
                client.send(
                        Topics.TASKS, early, tasks - early, task(project, ",\"target\":\") ]\""));
        TrafficClient.State after = client.state();
        return List.of(
                figure(
                                "traffic.rate",
                                "tasks with their right answers",
                                (tasks - early) / seconds,
                                "/s")
                        .atLeast(RATE),
                figure(
                        "traffic.rows",
                        "  rows of the state after %d".formatted(tasks),
                        after.rows(),
                        ""),
                grown("traffic.rows.ratio", early, after.rows(), before.rows()),
                figure("traffic.bytes", "  bytes of these rows", after.bytes(), "B"),
                grown("traffic.bytes.ratio", early, after.bytes(), before.bytes()),
                figure(
                        "traffic.heap",
                        "  heap after a collection, the broker's too",
                        after.heap() / (1 << 20),
                        "MiB"),
                grown("traffic.heap.ratio", early, after.heap(), before.heap()));
    }

    private static List<BenchFigure> open(
            TrafficClient client, int tasks, Consumer<String> progress) {
        Project project = start(client, "open");
        TrafficClient.State before = client.state();
        progress.accept("%d tasks without a right answer".formatted(tasks));
        double seconds = client.send(Topics.TASKS, 0, tasks, task(project, ""));
        TrafficClient.State after = client.state();
        Instant now = Instant.now();
        int opinions = Math.min(OPINIONS, tasks);
        client.send(
                Topics.ANSWERS,
                0,
                opinions,
                number ->
                        "{\"project\":\"%s\",\"task\":\"t%d\",\"version\":\"v\",\"serial\":1,\"probability\":1,\"output\":\"Answer: x\",\"served\":\"%s\"}"
                                .formatted(project.id(), number, now));
        double joined =
                client.send(
                        Topics.FEEDBACK,
                        0,
                        opinions,
                        number ->
                                "{\"project\":\"%s\",\"task\":\"t%d\",\"flag\":\"good\"}"
                                        .formatted(project.id(), number));
        return List.of(
                figure(
                                "open.rate",
                                "tasks that wait for their right answers",
                                tasks / seconds,
                                "/s")
                        .atLeast(RATE),
                figure(
                                "open.bytes",
                                "  bytes of their rows, each",
                                (after.bytes() - before.bytes()) / tasks,
                                "B")
                        .atMost(200),
                figure(
                                "open.feedback",
                                "  feedback that joins one of them",
                                joined * 1_000 / opinions,
                                "ms")
                        .atMost(5));
    }

    /** Without groups, so that the share of a group never limits the sample. */
    private static IntFunction<String> task(Project project, String more) {
        return number ->
                "{\"project\":\"%s\",\"id\":\"t%d\",\"input\":\"Complete the sequence: ( [ { %d\"%s}"
                        .formatted(project.id(), number, number, more);
    }

    private static Project start(TrafficClient client, String name) {
        String yaml =
                Resources.text("/projects/traffic.yaml")
                        .replaceFirst("(?m)^id: .*$", "id: " + name);
        Project project = Inputs.project("the benchmark's", yaml);
        client.send(new ProjectDefined(project, new Serial(1)));
        client.send(new AdaptStarted(project, Prices.NONE, Instant.now(), "bench"));
        client.send(new WindowRequested(project, 1));
        return project;
    }

    private static BenchFigure grown(String name, int early, double late, double before) {
        return figure(name, "    by that after %d".formatted(early), late / before, "")
                .atMost(NO_MORE);
    }
}
