package metatextgrad.embedded.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.event.RunState;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topics;

/**
 * The system of {@code mtg up} with simulated models, and the commands that users run on it.
 *
 * @param temp the folder for the system's data, and for the files of commands
 */
record LiveSystem(
        Path temp,
        SimulatorServer simulator,
        AllInOneForTests all,
        ClusterForTests cluster,
        MtgCommand mtg)
        implements AutoCloseable {
    /**
     * @param model how long a model takes to answer
     */
    static LiveSystem start(Path temp, Duration model) throws Exception {
        SimulatorServer simulator =
                SimulatorServer.start(
                        SimulatorConfig.of("demo").withLatency(new LatencyPlan.Fixed(model)));
        AllInOneForTests all = AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1);
        return new LiveSystem(
                temp,
                simulator,
                all,
                ClusterForTests.connect(all.settings()),
                MtgCommand.on(temp, all.settings()));
    }

    /** A small project of this name, and the tasks of a run as set {@code s}. */
    void define(String project) throws IOException {
        define(project, "");
    }

    /** Defines a project with these further lines. */
    void define(String project, String more) throws IOException {
        Path yaml =
                Files.writeString(
                        temp.resolve(project + ".yaml"), SmallProject.yaml(project) + more);
        String tasks = SmallProject.tasks(temp).toString();
        mtg.done("projects", "apply", "-f", yaml.toString());
        mtg.done("tasks", "import", "--project", project, "-f", tasks, "--set", "s");
    }

    /** Starts a run of a project so defined, or forecasts it; what was printed, the run's id. */
    String run(String project, int seed, String... more) {
        Stream<String> rest = Stream.concat(Stream.of("--seed", "" + seed), Stream.of(more));
        return mtg.done(SmallProject.start(project, rest.toArray(String[]::new))).strip();
    }

    /** Waits until a run has this status. */
    void await(String run, RunState.Status status) {
        Waits.looking()
                .until(
                        () ->
                                cluster.all(Topics.RUNS, RunState.class).stream()
                                        .filter(state -> state.key().equals(run))
                                        .reduce((earlier, later) -> later)
                                        .filter(state -> state.status() == status)
                                        .isPresent());
    }

    @Override
    public void close() {
        cluster.close();
        all.close();
        simulator.close();
    }
}
