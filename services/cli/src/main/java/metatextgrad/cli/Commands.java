package metatextgrad.cli;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import metatextgrad.cli.adapt.AdaptCommands;
import metatextgrad.cli.adapt.GateCommands;
import metatextgrad.cli.budget.BudgetCommand;
import metatextgrad.cli.demo.DemoGroup;
import metatextgrad.cli.demo.TaskGenerateCommand;
import metatextgrad.cli.eval.EvalCommand;
import metatextgrad.cli.ops.DlqCommand;
import metatextgrad.cli.ops.DoctorCommand;
import metatextgrad.cli.ops.TopicsCommand;
import metatextgrad.cli.optimizers.OptimizersCommand;
import metatextgrad.cli.projects.FeedbackCommand;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.projects.TasksCommand;
import metatextgrad.cli.prompts.PromptsCommand;
import metatextgrad.cli.replay.ReplayCommand;
import metatextgrad.cli.runs.RunsCommand;
import metatextgrad.cli.services.ServiceCommand;
import metatextgrad.simulator.SimulatorMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code mtg}: its own, those of other modules, and those of users' jars. */
final class Commands {
    private static final List<Class<?>> OWN =
            List.of(
                    ProjectsCommand.class,
                    TasksCommand.class,
                    FeedbackCommand.class,
                    RunsCommand.class,
                    OptimizersCommand.class,
                    PromptsCommand.class,
                    EvalCommand.class,
                    AdaptCommands.class,
                    GateCommands.class,
                    ReplayCommand.class,
                    BudgetCommand.class,
                    DoctorCommand.class,
                    TopicsCommand.class,
                    DlqCommand.class,
                    CompletionCommand.class,
                    VersionCommand.class);

    private Commands() {}

    static void addAll(CommandLine main) {
        add(main, name -> true);
        main.addSubcommand(HelpCommand.class);
    }

    /**
     * Adds the commands of this name only: to build all takes longer than most commands run.
     *
     * @return false if there is none
     */
    static boolean addOnly(CommandLine main, String name) {
        add(main, name::equals);
        return main.getSubcommands().containsKey(name);
    }

    private static void add(CommandLine main, Predicate<String> wanted) {
        Stream<Class<?>> others =
                ServiceLoader.load(ModuleCommand.class).stream().map(ServiceLoader.Provider::type);
        Stream.concat(OWN.stream(), others)
                .filter(type -> hasName(type, wanted))
                .forEach(main::addSubcommand);
        // The demos use the commands of projects and tasks, which so cannot name this one.
        CommandLine tasks = main.getSubcommands().get("tasks");
        if (tasks != null) tasks.addSubcommand(TaskGenerateCommand.class);
        if (wanted.test("demo") && !main.getSubcommands().containsKey("demo"))
            main.addSubcommand(DemoGroup.class);
        addBuilt(main, wanted, "simulator", () -> SimulatorMain.commandLine(System.getenv()));
        addBuilt(main, wanted, "service", ServiceCommand::group);
    }

    private static void addBuilt(
            CommandLine main, Predicate<String> wanted, String name, Supplier<CommandLine> built) {
        if (wanted.test(name)) main.addSubcommand(name, built.get());
    }

    /** A class without the annotation, which picocli refuses, is always added. */
    private static boolean hasName(Class<?> type, Predicate<String> wanted) {
        Command command = type.getAnnotation(Command.class);
        return command == null || wanted.test(command.name());
    }
}
