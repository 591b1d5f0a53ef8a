package metatextgrad.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.PlanNumbers;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.world.UnknownWorldException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Serves the simulated models until the process ends. Each option is also an environment variable:
 * {@code --world} is {@code MTG_SIMULATOR_WORLD}. An option wins over its variable.
 */
@Command(
        name = "simulator",
        description = "Serves the simulated models until it is stopped.",
        footer = "Each option is also a variable: --rate-limit is MTG_SIMULATOR_RATE_LIMIT.")
public final class SimulatorMain implements Callable<Integer>, IParameterExceptionHandler {
    /** {@code EX_CONFIG} of {@code sysexits.h}: a restart with the same settings fails again. */
    private static final int WRONG_SETTING = 78;

    private static final String WORLD = "--world";

    private static final int HIGHEST_PORT = 65_535;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = SimulatorConfig.LOOPBACK,
            description =
                    "Address to listen on; 0.0.0.0 for all interfaces (default: "
                            + SimulatorConfig.LOOPBACK
                            + ").")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + SimulatorConfig.PORT,
            description =
                    "Port to listen on; 0 for any free port (default: "
                            + SimulatorConfig.PORT
                            + ").")
    private int port;

    @Option(
            names = WORLD,
            paramLabel = "WORLD",
            defaultValue = "demo",
            description =
                    "A built-in world, random:N, or the path of a world file (default: demo).")
    private String world = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all random draws (default: 1).")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "LATENCY",
            defaultValue = "0",
            description =
                    "Latency of responses, such as 200ms, lognormal:1s,0.5 or bimodal:100ms,5s,0.1 (default: 0).")
    private LatencyPlan latency = LatencyPlan.NONE;

    @Option(
            names = "--faults",
            paramLabel = "FAULTS",
            defaultValue = "none",
            description =
                    "Faults to inject, such as 429(7)*3,500,ok*10,hang or loop:500,ok or 5%:500.")
    private FaultPlan faults = FaultPlan.NONE;

    @Option(
            names = "--rate-limit",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "Requests per minute, or requests,tokens; 0 for no limit (default: 0).")
    private RateLimit rateLimit = RateLimit.NONE;

    @Option(
            names = "--rate-limit-headers",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description = "false: responses do not report the rate limit, as with some servers.")
    private boolean rateLimitHeaders;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Accepted API key (default: any key).")
    private @Nullable String apiKey;

    @Option(
            names = "--meta-effect",
            paramLabel = "FACTOR",
            description = "Scales the effect of task descriptions, from 0 (none) to 1 (in full).")
    private @Nullable Double metaEffect;

    @Option(
            names = "--refuse",
            paramLabel = "PARAMETER",
            split = ",",
            description = "Parameters that the server does not support, such as temperature,seed.")
    private String[] refused = {};

    // Not the standard options of picocli: their names need variables, which are off here.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli handles it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    @SuppressWarnings("UnusedVariable") // picocli handles it
    private boolean version;

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /**
     * Creates the command. A wrong flag ends it with status 2 and one line, a wrong variable with
     * 78. Values are used as they are given: an API key may contain any character.
     *
     * @param environment the variables that replace the defaults of options
     */
    public static CommandLine commandLine(Map<String, String> environment) {
        SimulatorMain settings = new SimulatorMain();
        return new CommandLine(settings)
                .registerConverter(
                        int.class,
                        text -> (int) PlanNumbers.whole("the value", text, 0L, HIGHEST_PORT))
                .registerConverter(
                        long.class,
                        text ->
                                PlanNumbers.whole(
                                        "the value", text, Long.MIN_VALUE, Long.MAX_VALUE))
                .registerConverter(boolean.class, SimulatorMain::yesOrNo)
                .registerConverter(Double.class, text -> PlanNumbers.real("the value", text, 1))
                .registerConverter(LatencyPlan.class, LatencyPlan::parse)
                .registerConverter(FaultPlan.class, FaultPlan::parse)
                .registerConverter(RateLimit.class, RateLimit::parse)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setOverwrittenOptionsAllowed(true)
                .setDefaultValueProvider(
                        argument -> environment.get(variable((OptionSpec) argument)))
                .setParameterExceptionHandler(settings);
    }

    /** Returns the environment variable of an option. */
    public static String variable(OptionSpec option) {
        String name = option.longestName().substring(2);
        return "MTG_SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    SimulatorConfig config() {
        return new SimulatorConfig(
                host,
                port,
                world,
                seed,
                latency,
                faults,
                rateLimit.withHeaders(rateLimitHeaders),
                apiKey,
                metaEffect,
                Set.of(refused));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            SimulatorServer server = SimulatorServer.start(config());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("The simulator serves " + server.baseUrl());
            System.err.println(export(server.baseUrl()));
        } catch (UnknownWorldException e) {
            throw new ParameterException(
                    line(),
                    String.valueOf(e.getMessage()),
                    e,
                    line().getCommandSpec().findOption(WORLD),
                    world);
        } catch (IOException e) {
            throw new ParameterException(
                    line(),
                    "the simulator cannot listen on %s:%d (%s). Stop the process that uses the port, or choose another with --port, 0 for any free port."
                            .formatted(host, port, e.getMessage()),
                    e);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Returns the line to type where the models are used. It shows no key. */
    String export(URI address) {
        return "export OPENAI_BASE_URL=%s OPENAI_API_KEY=%s"
                .formatted(address, apiKey == null ? "x" : "...");
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        boolean typed = isTyped(problem, arguments);
        err.println(line.getCommandSpec().root().name() + ": " + message(problem, typed));
        err.flush();
        return typed ? line.getCommandSpec().exitCodeOnInvalidInput() : WRONG_SETTING;
    }

    /** Returns whether the command line is wrong, and not a variable or the machine. */
    private static boolean isTyped(ParameterException problem, String[] arguments) {
        if (!(problem.getArgSpec() instanceof OptionSpec option)) return problem.getCause() == null;
        String name = option.longestName();
        return Stream.of(arguments)
                .anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
    }

    private static String message(ParameterException problem, boolean typed) {
        if (problem.getArgSpec() instanceof OptionSpec option && problem.getCause() != null)
            return (typed ? option.longestName() : variable(option))
                    + ": "
                    + problem.getCause().getMessage();
        if (problem instanceof UnmatchedArgumentException)
            return "%s; the flags are %s, each with a value"
                    .formatted(problem.getMessage(), String.join(", ", flags(problem)));
        return String.valueOf(problem.getMessage());
    }

    private static List<String> flags(ParameterException problem) {
        return problem.getCommandLine().getCommandSpec().options().stream()
                .filter(option -> option.arity().min() > 0)
                .map(OptionSpec::longestName)
                .toList();
    }

    private static boolean yesOrNo(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "the value is '%s'; it must be true or false".formatted(text));
        };
    }

    private CommandLine line() {
        return requireNonNull(spec, "not created by commandLine()").commandLine();
    }
}
