package metatextgrad.services.mtg;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.model.Project;
import metatextgrad.model.Task;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.streams.ModelEndpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole system on benchmark-shaped tasks and simulated models: no key, no network. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs everything once on made-up tasks and simulated models: no key, no network, about a minute.")
final class DemoCommand implements Callable<Integer> {
    private static final int TRAIN = 50;
    private static final int VAL = 100;
    private static final int TEST = 100;

    @Option(
            names = "--task",
            converter = DemoTask.Named.class,
            description = "dyck, word-sorting or object-counting (default: ${DEFAULT-VALUE}).",
            defaultValue = "dyck")
    private DemoTask task = DemoTask.dyck;

    @Option(
            names = "--world",
            description =
                    "What the simulated models are like: demo, null, meta-inert, or a file (default: ${DEFAULT-VALUE}).",
            defaultValue = "demo")
    private String world = "demo";

    @Mixin private OnceOptions once = new OnceOptions();

    @Override
    public Integer call() {
        Progress progress = new Progress(System.err);
        Project project = Inputs.project("the demo's project", task.project());
        List<Task> tasks =
                DemoTask.split(
                        task.generator()
                                .generate(project.id(), "demo", TRAIN + VAL + TEST, once.seed()),
                        TRAIN,
                        VAL);
        OneRun run = new OneRun(project, tasks, once.seed(), progress);
        try (SimulatorServer simulator = simulator()) {
            run.announce();
            ModelEndpoint endpoint =
                    new ModelEndpoint(
                            simulator.baseUrl(),
                            "simulated",
                            null,
                            AllInOne.IN_FLIGHT,
                            AllInOne.IN_FLIGHT);
            return once.run(run, endpoint, world, progress);
        }
    }

    private SimulatorServer simulator() {
        try {
            return SimulatorServer.start(SimulatorConfig.of(world).withServerSeed(once.seed()));
        } catch (UnknownWorldException e) {
            throw new EnvironmentProblem(Exit.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    Exit.FAILURE, "the simulator did not start: " + e.getMessage(), e);
        }
    }
}
