package metatextgrad.embedded.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DemoTrafficCommand;
import metatextgrad.cli.demo.GeneratedTasks;
import metatextgrad.cli.demo.GeneratedTasksConverter;
import metatextgrad.cli.demo.HouseTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.ModelRoleConverter;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.runs.FinishedRunView;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.SettingsReader;
import metatextgrad.embedded.AllInOne;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.embedded.live.LiveDemo;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One run on generated tasks, with simulated models, or a small one with real models. */
@Command(
        name = "demo",
        description = {
            "Runs everything once on generated tasks and simulated models. Needs no API key and no network. Takes about a minute.",
            "With --real it does a small run on your models instead."
        },
        subcommands = DemoTrafficCommand.class)
@Prints(FinishedRunView.class)
public final class DemoCommand implements ModuleCommand, Callable<Integer> {
    private static final int TRAIN = 50;
    private static final int VAL = 100;
    private static final int TEST = 100;

    /** With it the demo takes about a minute. */
    private static final long MAX_CALLS = 1_600;

    private static final int LIVE_TASKS = 3_600;
    private static final int LIVE_TASKS_A_SECOND = 30;

    private static final String NEXT =
            "mtg run --project FILE --tasks FILE, with your own prompt, tasks and model; or keep the system running: mtg up --data FOLDER";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            converter = GeneratedTasksConverter.class,
            description =
                    "dyck, word-sorting or object-counting; with --real also cents, dates or pieces (default: dyck; with --real cents).")
    private @Nullable GeneratedTasks task;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            completionCandidates = BuiltInWorlds.class,
            description =
                    "Behavior of the simulated models: ${COMPLETION-CANDIDATES}, random:N or a file (default: demo).")
    private @Nullable String world;

    @Option(
            names = "--real",
            description =
                    "Use the models of the server at OPENAI_BASE_URL, in a small run of at most "
                            + RealModelDemo.MAX_CALLS
                            + " calls. It prints an estimate of the cost first.")
    private boolean real;

    @Option(
            names = "--live",
            description =
                    "Show a project that adapts to its traffic, in about two minutes: an application serves, its model changes, and an operator pushes a bad prompt.")
    private boolean live;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "With --live: write what happened as OpenMetrics text, with the times of the demo's clock, for promtool tsdb create-blocks-from openmetrics.")
    private @Nullable Path metrics;

    @Option(
            names = "--model",
            paramLabel = "ROLE=NAME",
            converter = ModelRoleConverter.class,
            description =
                    "With --real: the model of program, optimizer, backward, judge or meta (default: program=gpt-4o-mini, optimizer=gpt-4o, others like the optimizer).")
    private Map<ModelRole, String> models = new EnumMap<>(ModelRole.class);

    @Mixin private SingleRunOptions once = new SingleRunOptions();

    @Override
    public Integer call() {
        if (real && world != null)
            throw misuse("--world is for simulated models: remove it, or remove --real");
        if (!real && !models.isEmpty())
            throw misuse("--model needs --real: simulated models have fixed names");
        if (!real && task instanceof HouseTasks)
            throw misuse(
                    "--task "
                            + task
                            + " needs --real: simulated models cannot answer tasks of a house");
        if (live && (real || (task != null && task != DemoTasks.dyck)))
            throw misuse("--live has simulated models and dyck tasks: remove --real and --task");
        if (!live && metrics != null) throw misuse("--metrics needs --live");
        String named = world == null ? "demo" : world;
        if (live) return live(named);
        return real ? real() : simulated(named);
    }

    private int live(String named) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        SimulatorConfig models = SimulatorConfig.of(named).withServerSeed(once.seed());
        Project project = LiveDemo.project();
        try (SimulatorServer simulator = simulator(models);
                AllInOne system =
                        AllInOne.temporary(
                                ModelEndpoints.simulated(
                                        simulator.baseUrl(), LiveDemo.listPrices(project)),
                                progress)) {
            LiveDemo demo =
                    new LiveDemo(
                            project, named, once.seed(), LIVE_TASKS, LIVE_TASKS_A_SECOND, progress);
            return once.print(demo.on(system, simulator, metrics));
        }
    }

    private int simulated(String named) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        GeneratedTasks family = task == null ? DemoTasks.dyck : task;
        Project project =
                Inputs.project("the demo's project", family.project())
                        .withBudget(Budget.ofCalls(MAX_CALLS));
        List<TaskSubmitted> tasks =
                family.tasks(project.id(), "demo", TRAIN, VAL, TEST, once.seed());
        SingleRun run = new SingleRun(project, tasks, once.seed(), Prices.NONE, progress);
        SimulatorConfig models = SimulatorConfig.of(named).withServerSeed(once.seed());
        try (SimulatorServer simulator = simulator(models)) {
            run.announce();
            ModelEndpoint endpoint = ModelEndpoints.simulated(simulator.baseUrl());
            SimulatedModel model = new SimulatedModel(models.simulator());
            return once.run(
                    run,
                    endpoint,
                    LocalSettings.DEADLINE,
                    named,
                    () -> BaseDescriptionRun.row(project, tasks, once.seed(), model),
                    progress,
                    NEXT);
        }
    }

    private int real() {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        SettingsReader configured = CliSettings.namingModel("--real");
        ModelEndpoint endpoint = configured.model();
        GeneratedTasks family = task == null ? HouseTasks.cents : task;
        Project project = RealModelDemo.project(family, models);
        List<TaskSubmitted> tasks = RealModelDemo.tasks(family, project, once.seed());
        SingleRun run = new SingleRun(project, tasks, once.seed(), endpoint.prices(), progress);
        run.requireEnough();
        run.announceCost();
        ModelProbe.check(endpoint, project);
        return once.run(run, endpoint, configured.settings().deadline(), progress, NEXT);
    }

    private CommandLine.ParameterException misuse(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private static SimulatorServer simulator(SimulatorConfig models) {
        try {
            return SimulatorServer.start(models);
        } catch (UnknownWorldException e) {
            throw Exit.USAGE.problem(e, "--world: %s", e.getMessage());
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "the simulator did not start: %s", e.getMessage());
        }
    }

    /** Names for the help. */
    static final class BuiltInWorlds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Worlds.BUILT_IN.iterator();
        }
    }
}
