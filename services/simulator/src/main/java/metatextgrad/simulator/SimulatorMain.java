package metatextgrad.simulator;

import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.world.UnknownWorldException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Runs a server until it is stopped. A setting comes from its flag ({@code --world=demo} or {@code
 * --world demo}), else from its variable ({@code MTG_SIMULATOR_WORLD}), else it has a default.
 */
public final class SimulatorMain {
    private static final int WRONG_SETTING = 78;
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> SETTINGS =
            List.of(
                    "host",
                    "port",
                    "world",
                    "seed",
                    "latency",
                    "faults",
                    "rate-limit",
                    "api-key",
                    "meta-effect");

    private SimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        int status = run(arguments, System.getenv());
        if (status != 0) {
            System.exit(status);
        }
        new CountDownLatch(1).await();
    }

    /**
     * Serves until the process ends.
     *
     * @throws IllegalArgumentException if it cannot with these settings, in one line
     */
    public static void serve(String[] arguments, Map<String, String> environment)
            throws InterruptedException {
        start(arguments, environment);
        new CountDownLatch(1).await();
    }

    /** The variables it reads. */
    public static List<String> variables() {
        return SETTINGS.stream().map(SimulatorMain::variable).toList();
    }

    /** Starts the server and returns 0, or says in one line why not and returns the exit status. */
    static int run(String[] arguments, Map<String, String> environment) {
        try {
            start(arguments, environment);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return WRONG_SETTING;
        }
    }

    private static void start(String[] arguments, Map<String, String> environment) {
        SimulatorConfig config = config(arguments, environment);
        try {
            SimulatorServer server = SimulatorServer.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("The simulator serves " + server.baseUrl());
        } catch (UnknownWorldException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the simulator cannot listen on %s:%d (%s). Stop what holds the port, or choose another with --port, 0 for any."
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    static SimulatorConfig config(String[] given, Map<String, String> environment) {
        String[] arguments = joined(given);
        refuseUnknown(arguments);
        return new SimulatorConfig(
                setting("host", arguments, environment).orElse(SimulatorConfig.LOOPBACK),
                (int)
                        number(
                                "port",
                                setting("port", arguments, environment)
                                        .orElse("" + SimulatorConfig.PORT),
                                0,
                                HIGHEST_PORT),
                setting("world", arguments, environment).orElse("demo"),
                number(
                        "seed",
                        setting("seed", arguments, environment).orElse("1"),
                        Long.MIN_VALUE,
                        Long.MAX_VALUE),
                plan(
                        "latency",
                        setting("latency", arguments, environment).orElse("0"),
                        LatencyPlan::parse),
                plan(
                        "faults",
                        setting("faults", arguments, environment).orElse("none"),
                        FaultPlan::parse),
                plan(
                        "rate-limit",
                        setting("rate-limit", arguments, environment).orElse("0"),
                        RateLimit::parse),
                setting("api-key", arguments, environment).orElse(null),
                setting("meta-effect", arguments, environment)
                        .map(SimulatorMain::share)
                        .orElse(null));
    }

    private static <T> T plan(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--%s (%s): %s".formatted(name, variable(name), e.getMessage()), e);
        }
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "meta-effect must be from 0 to 1, not '" + text + "'", e);
        }
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // Said below, with the name of the setting.
        }
        throw new IllegalArgumentException(
                "--%s (%s) is '%s'; it must be a whole number from %d to %d"
                        .formatted(name, variable(name), text, least, most));
    }

    /** {@code --port 1} as {@code --port=1}. */
    private static String[] joined(String[] given) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            boolean bare = given[i].startsWith("--") && !given[i].contains("=");
            boolean value = i + 1 < given.length && !given[i + 1].startsWith("--");
            arguments.add(bare && value ? given[i] + "=" + given[++i] : given[i]);
        }
        return arguments.toArray(String[]::new);
    }

    private static Optional<String> setting(
            String name, String[] arguments, Map<String, String> environment) {
        String flag = "--" + name + "=";
        String variable = variable(name);
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(flag))
                .map(argument -> argument.substring(flag.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(environment.get(variable)));
    }

    private static String variable(String name) {
        return "MTG_SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static void refuseUnknown(String[] arguments) {
        for (String argument : arguments) {
            if (SETTINGS.stream().noneMatch(name -> argument.startsWith("--" + name + "="))) {
                throw new IllegalArgumentException(
                        "'%s'; the flags are --%s, each with a value"
                                .formatted(argument, String.join(", --", SETTINGS)));
            }
        }
    }
}
