package metatextgrad.bench.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.bench.process.JavaCommand;
import org.jspecify.annotations.Nullable;

/**
 * A process of the installation that can be killed, suspended and started again, with the same
 * folder and address. Used by one thread.
 */
final class OutagePart implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    /** The folder of the registry, which the launcher passes on. */
    private static final String REGISTRY = "mtg.registry.home";

    private final String name;
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private final BooleanSupplier ready;
    private @Nullable ChildProcess child;

    private OutagePart(
            String name,
            Path folder,
            List<String> command,
            Map<String, String> environment,
            BooleanSupplier ready) {
        this.name = name;
        this.folder = folder;
        this.command = command;
        this.environment = environment;
        this.ready = ready;
    }

    /** A service of {@code mtg}, ready when {@code ready} is true. It is not started. */
    static OutagePart service(
            String name, Path folder, Map<String, String> environment, BooleanSupplier ready) {
        List<String> command = JavaCommand.service(List.of("-Xmx512m"), name);
        return new OutagePart(name, folder, command, environment, ready);
    }

    /** Another part, see {@link OutagePartMain}. It is not started. */
    static OutagePart other(String name, Path folder, List<String> needs) {
        List<String> flags = new ArrayList<>(List.of("-Xmx1g"));
        String registry = System.getProperty(REGISTRY);
        if (registry != null) flags.add("-D" + REGISTRY + "=" + registry);
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), name));
        arguments.addAll(needs);
        Path file = folder.resolve(OutagePartMain.READY);
        return new OutagePart(
                name,
                folder,
                JavaCommand.of(flags, OutagePartMain.class, arguments.toArray(String[]::new)),
                Map.of(),
                () -> Files.exists(file));
    }

    /** Starts it, and blocks until it is ready. */
    void start() {
        try {
            Files.deleteIfExists(folder.resolve(OutagePartMain.READY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess started = ChildProcess.start(name, folder, command, environment);
        child = started;
        ConditionWait.until(
                START,
                () -> {
                    started.requireAlive();
                    return ready.getAsBoolean();
                },
                name + " is not ready after " + START.toMinutes() + " minutes");
    }

    boolean isRunning() {
        return child != null && child.isAlive();
    }

    void kill() {
        if (child != null) child.kill();
    }

    void suspend() {
        if (child != null) child.suspend();
    }

    void resume() {
        if (child != null) child.resume();
    }

    @Override
    public void close() {
        kill();
    }
}
