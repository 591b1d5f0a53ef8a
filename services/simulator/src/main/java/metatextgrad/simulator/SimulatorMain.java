package metatextgrad.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.PlanNumbers;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.world.UnknownWorldException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Serves the simulated models until the process ends. Each option is also an environment variable:
 * {@code --world} is {@code MTG_SIMULATOR_WORLD}. An option wins over its variable.
 */
@Command(
        name = "simulator",
        description = "Serves the simulated models until it is stopped.",
        footer = "Each option is also a variable: --rate-limit is MTG_SIMULATOR_RATE_LIMIT.")
public final class SimulatorMain {
    /** {@code EX_CONFIG} of {@code sysexits.h}: a restart with the same settings fails again. */
    private static final int WRONG_SETTING = 78;

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--host",
            defaultValue = SimulatorConfig.LOOPBACK,
            description = "Address to listen on; 0.0.0.0 for all interfaces.")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "" + SimulatorConfig.PORT,
            description = "Port to listen on; 0 for any free one.")
    private String port = "";

    @Option(
            names = "--world",
            defaultValue = "demo",
            description = "A built-in world, random:N, or the path of a world file.")
    private String world = "";

    @Option(names = "--seed", defaultValue = "1", description = "Seed of all random draws.")
    private String seed = "";

    @Option(
            names = "--latency",
            defaultValue = "0",
            description = "200ms, lognormal:1s,0.5 or bimodal:100ms,5s,0.1.")
    private String latency = "";

    @Option(
            names = "--faults",
            defaultValue = "none",
            description = "429(7)*3,500,ok*10,hang or loop:500,ok or 5%%:500.")
    private String faults = "";

    @Option(
            names = "--rate-limit",
            defaultValue = "0",
            description = "Requests per minute, or requests,tokens; 0 for no limit.")
    private String rateLimit = "";

    @Option(names = "--api-key", description = "The only key that is accepted; any by default.")
    private @Nullable String apiKey;

    @Option(
            names = "--meta-effect",
            description = "Scales the effect of task descriptions: 1 in full, 0 none.")
    private @Nullable String metaEffect;

    private SimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.getenv()));
    }

    /**
     * Serves until the process ends.
     *
     * @throws IllegalArgumentException with a message of one line, if a setting, the world or the
     *     port cannot be used
     */
    public static void serve(String[] arguments, Map<String, String> environment)
            throws InterruptedException {
        SimulatorConfig config = config(arguments, environment);
        try {
            SimulatorServer server = SimulatorServer.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("The simulator serves " + server.baseUrl());
        } catch (UnknownWorldException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the simulator cannot listen on %s:%d (%s). Stop the process that uses the port, or choose another with --port, 0 for any free port."
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
        new CountDownLatch(1).await();
    }

    /** The environment variables it reads. */
    public static List<String> variables() {
        return options(line(new SimulatorMain(), Map.of())).map(SimulatorMain::variable).toList();
    }

    /** Serves, or prints in one line why it cannot; returns the exit status. */
    static int run(String[] arguments, Map<String, String> environment)
            throws InterruptedException {
        try {
            if (List.of(arguments).contains("--help")) {
                line(new SimulatorMain(), Map.of()).usage(System.out);
            } else {
                serve(arguments, environment);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return WRONG_SETTING;
        }
    }

    static SimulatorConfig config(String[] arguments, Map<String, String> environment) {
        var settings = new SimulatorMain();
        CommandLine line = line(settings, environment);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(
                    "%s; the flags are %s, each with a value"
                            .formatted(e.getMessage(), String.join(", ", options(line).toList())),
                    e);
        }
        return settings.config();
    }

    private SimulatorConfig config() {
        return new SimulatorConfig(
                host,
                (int) number("--port", port, 0, HIGHEST_PORT),
                world,
                number("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
                plan("--latency", latency, LatencyPlan::parse),
                plan("--faults", faults, FaultPlan::parse),
                plan("--rate-limit", rateLimit, RateLimit::parse),
                apiKey,
                metaEffect == null ? null : share(metaEffect));
    }

    /** Values are used as they are given: an API key may hold any character. */
    private static CommandLine line(SimulatorMain settings, Map<String, String> environment) {
        return new CommandLine(settings)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setOverwrittenOptionsAllowed(true)
                .setDefaultValueProvider(
                        option -> environment.get(variable(((OptionSpec) option).longestName())));
    }

    private static Stream<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream().map(OptionSpec::longestName);
    }

    private static <T> T plan(String option, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(named(option) + ": " + e.getMessage(), e);
        }
    }

    private static long number(String option, String text, long least, long max) {
        return PlanNumbers.whole(named(option), text, least, max);
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "meta-effect must be from 0 to 1, not '" + text + "'", e);
        }
    }

    private static String named(String option) {
        return "%s (%s)".formatted(option, variable(option));
    }

    private static String variable(String option) {
        return "MTG_SIMULATOR_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
