package metatextgrad.bench;

import static metatextgrad.bench.BenchFigure.figure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.Settings;
import metatextgrad.embedded.AllInOne;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.Spend;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * Times commands that show something, each in a JVM of its own, as a user waits for them: after one
 * run, and with the tables that a million events leave before compaction.
 */
final class BenchViews {
    private static final int TIMES = 5;
    private static final double AFTER_A_RUN = 1.5;
    private static final double AFTER_A_MILLION = 2;
    private static final int RUNS = 150;
    private static final int STATES = 40;
    private static final int COMMITS = 100_000;
    private static final int BATCH = 10_000;
    private static final long LONGEST_SECONDS = 60;

    private BenchViews() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        try (SimulatorServer models = BenchModels.start(LatencyPlan.NONE);
                AllInOne all = AllInOne.temporary(BenchModels.endpoint(models), progress)) {
            RunState run = BenchRun.run(all, progress).state();
            List<BenchFigure> figures = new ArrayList<>();
            figures.addAll(figures(all.settings(), run, "run", AFTER_A_RUN));
            progress.accept("writing the tables of a million events");
            fill(all, run);
            figures.addAll(figures(all.settings(), run, "million", AFTER_A_MILLION));
            return figures;
        }
    }

    private static List<BenchFigure> figures(
            Settings settings, RunState run, String log, double most) {
        String id = run.request().id().value();
        List<List<String>> commands =
                List.of(
                        List.of("runs", "show", id),
                        List.of("runs", "show", id, "--lineage"),
                        List.of("runs", "ls"),
                        List.of("budget", "show"));
        return commands.stream()
                .map(
                        command -> {
                            String title = String.join(" ", command).replace(" " + id, "");
                            return figure(
                                            "views.%s.%s".formatted(log, title.replace(' ', '.')),
                                            "mtg %s, log of a %s".formatted(title, log),
                                            seconds(settings, command),
                                            "s")
                                    .atMost(most);
                        })
                .toList();
    }

    /** Returns the median: other processes may disturb single ones. */
    private static double seconds(Settings settings, List<String> command) {
        double[] times =
                IntStream.range(0, TIMES).mapToDouble(i -> once(settings, command)).toArray();
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    private static double once(Settings settings, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(java(archive(settings)));
        builder.command().addAll(command);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        builder.environment().put("APICURIO_REGISTRY_URL", String.valueOf(settings.registryUrl()));
        builder.environment().put("MTG_PREFIX", settings.prefix());
        builder.redirectOutput(new File("/dev/null"));
        builder.redirectError(new File("/dev/null"));
        long start = System.nanoTime();
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != Exit.OK.code())
                throw Exit.FAILURE.problem("mtg %s failed", String.join(" ", command));
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "no command can be started: %s", e.getMessage());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns the file to which the first command writes its loaded classes. */
    private static Path archive(Settings settings) {
        return settings.dataFolder().resolve("commands.jsa");
    }

    /** Returns the command line that the launcher uses for a short command. */
    private static List<String> java(Path archive) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"));
        java.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive));
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return java;
    }

    /** Writes other runs and their spending, as a million events of the loop leave them. */
    private static void fill(AllInOne all, RunState run) {
        try (EventWriter client = new EventWriter(all.settings(), all.events())) {
            for (int i = 0; i < RUNS; i++) {
                RunState other = renamed(run, new RunId("filler-" + i));
                client.send(
                        IntStream.range(1, STATES)
                                .mapToObj(serial -> running(other).as(new Serial(serial)))
                                .toList());
                client.send(List.of(other.as(new Serial(STATES))));
            }
            for (int from = 1; from < COMMITS; from += BATCH)
                client.send(
                        IntStream.range(from, from + BATCH)
                                .boxed()
                                .flatMap(BenchViews::spent)
                                .toList());
        }
    }

    /** Returns what one transaction of a worker writes. */
    private static Stream<Event> spent(int commit) {
        Spend spend = new Spend(commit, commit, 0, 0);
        int partition = commit % 3;
        return Stream.of(
                new BudgetSpend(
                        "filler", partition, 20_000, spend, spend, spend, new Serial(commit)),
                new RunCalls(new RunId("filler-" + commit % RUNS), partition, 1, List.of(), 0, 0));
    }

    /** Returns an earlier state: results come with the last one. */
    private static RunState running(RunState run) {
        return new RunState(
                run.request(),
                RunState.Status.RUNNING,
                run.phase(),
                run.rounds(),
                List.of(),
                0,
                "",
                null,
                run.serial());
    }

    private static RunState renamed(RunState run, RunId id) {
        RunRequested request = run.request();
        RunRequested other =
                new RunRequested(
                        id,
                        request.project(),
                        request.snapshot(),
                        request.seed(),
                        request.versions(),
                        request.sizes(),
                        request.prices());
        return new RunState(
                other,
                run.status(),
                run.phase(),
                run.rounds(),
                run.lines(),
                run.best(),
                run.reason(),
                run.blocked(),
                run.serial());
    }
}
