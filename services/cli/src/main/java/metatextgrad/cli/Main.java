package metatextgrad.cli;

import java.util.Map;
import metatextgrad.cli.budget.BudgetWriter;
import metatextgrad.cli.budget.PauseView;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.CommandTrace;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.input.ReasonOption;
import metatextgrad.cli.logging.Logs;
import metatextgrad.cli.text.Prints;
import metatextgrad.ops.OpenFileLimit;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.ForceQuitHandler;
import metatextgrad.process.GuardedOutput;
import metatextgrad.process.VisibleOutput;
import metatextgrad.simulator.SimulatorMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code mtg} command. Exit codes: {@link Exit}. */
@Command(
        name = "mtg",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Improves the prompts of your program, and the optimizer that improves them.")
public final class Main implements Runnable {
    private static final String ALL = "Apply to all projects (required).";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an unexpected error.")
    private boolean verbose;

    public static void main(String[] args) {
        // Since JDK 22 another console exists without a terminal too; we ask only on a terminal.
        System.setProperty("jdk.console", "java.base");
        ForceQuitHandler.ends();
        GuardedOutput out = GuardedOutput.install();
        int code = run(System.getenv(), args);
        String lost = out.problem();
        if (lost != null) System.err.println("mtg: " + lost);
        System.exit(lost != null && code == Exit.OK.code() ? Exit.FAILURE.code() : code);
    }

    /** Returns the command with all its subcommands and handlers; tests use it too. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        Commands.addAll(line);
        return handled(line);
    }

    /** Returns the command for these arguments, which may need no other subcommand. */
    private static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        return args.length > 0 && Commands.addOnly(line, args[0]) ? handled(line) : commandLine();
    }

    private static CommandLine handled(CommandLine line) {
        HelpOrder.apply(line);
        line.setExecutionStrategy(
                parsed -> {
                    UsageErrors.requireKnown(parsed);
                    return CommandTrace.around(
                            parsed.asCommandLineList().getLast().getCommandSpec().qualifiedName(),
                            () -> new CommandLine.RunLast().execute(parsed));
                });
        Main main = line.getCommand();
        var problems = new ExceptionHandler(() -> main.verbose);
        line.setExecutionExceptionHandler(
                (problem, failed, parsed) -> problems.explain(problem, failed));
        line.setParameterExceptionHandler(
                (problem, args) ->
                        problem.getCommandLine().getCommand() instanceof SimulatorMain simulator
                                        && !UsageErrors.isOfForm(problem)
                                ? simulator.handleParseException(problem, args)
                                : UsageErrors.explain(problem));
        return line;
    }

    public static int run(Map<String, String> environment, String... args) {
        VisibleOutput.install();
        try {
            Logs.requireValid(environment);
            Plugins.requireLoadable();
            CliSettings.by(environment);
            return commandLine(args).execute(args);
        } catch (EnvironmentProblem e) {
            System.err.println("mtg: " + e.getMessage());
            return e.exit().code();
        } catch (CommandLine.InitializationException e) {
            // Our own commands fit together, which tests prove: this one comes from a user's jar.
            System.err.printf(
                    "mtg: a command of a jar cannot be used: %s. Rename the command, or remove the jar from plugins.%n",
                    e.getMessage());
            return Exit.CONFIGURATION.code();
        } catch (LinkageError e) {
            if (!OpenFileLimit.caused(e) && !OpenFileLimit.reached()) throw e;
            System.err.println("mtg: " + OpenFileLimit.REACHED);
            return Exit.CONFIGURATION.code();
        }
    }

    @Command(
            name = "pause",
            description =
                    "Stops all model calls of all projects within two seconds. Calls in flight end and are recorded. To pause one run: mtg runs pause.")
    @Prints(PauseView.class)
    int pause(
            @Option(names = "--all", required = true, description = ALL) boolean all,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        return BudgetWriter.pauseAll(options, all, true, reason.text(), operator.name());
    }

    @Command(
            name = "resume",
            description =
                    "Continues model calls after mtg pause --all. To resume one run: mtg runs resume.")
    @Prints(PauseView.class)
    int resume(
            @Option(names = "--all", required = true, description = ALL) boolean all,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        return BudgetWriter.pauseAll(options, all, false, reason.text(), operator.name());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
