package metatextgrad.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** A process that this one starts and ends. Its output is in a log. */
public final class ChildProcess implements AutoCloseable {
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "TZ", "LOG_LEVEL", "XDG_CACHE_HOME");
    private static final double KIBI_IN_MEBI = 1024;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process whose standard output goes to its log, too; returns at once.
     *
     * @param name for messages, such as {@code a worker}
     * @param folder of its log; it is created if it does not exist
     * @param environment beside some variables of this process
     */
    public static ChildProcess start(
            String name, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve("log");
        return start(name, log, command, environment, Redirect.appendTo(log.toFile()));
    }

    /** As {@link #start}, but its standard output is for {@link #lines()}. */
    public static ChildProcess piped(String name, Path folder, List<String> command) {
        return start(name, folder.resolve("log"), command, Map.of(), Redirect.PIPE);
    }

    private static ChildProcess start(
            String name,
            Path log,
            List<String> command,
            Map<String, String> environment,
            Redirect output) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().retainAll(PASSED_ON);
            builder.environment().putAll(environment);
            builder.redirectError(Redirect.appendTo(log.toFile()));
            builder.redirectOutput(output);
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "%s cannot be started: %s", name, e.getMessage());
        }
    }

    /**
     * Does nothing while it runs.
     *
     * @throws EnvironmentProblem with the last line of its output, if it has ended
     */
    public void requireAlive() {
        if (!process.isAlive()) throw ended();
    }

    /** Returns the problem of a process that ended by itself. */
    public EnvironmentProblem ended() {
        return Exit.FAILURE.problem("%s terminated unexpectedly: %s", name, lastLine());
    }

    /** Returns the processor time so far: compilation, garbage collection and children included. */
    public Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the resident memory now, in MiB; 0 if the system does not report it. */
    public double resident() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToDouble(one -> ProcStatus.kibi(one.pid(), "VmRSS") / KIBI_IN_MEBI)
                .sum();
    }

    /** Returns the lines that it writes. */
    public BufferedReader lines() {
        return process.inputReader(UTF_8);
    }

    /** Returns what it reads. */
    public BufferedWriter input() {
        return process.outputWriter(UTF_8);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Suspends it and its children, as a machine that hangs. It then outlives this process. */
    public void suspend() {
        signal("-STOP");
    }

    /** Continues what {@link #suspend()} suspended. */
    public void resume() {
        signal("-CONT");
    }

    /** As {@code kill -9}, also of its children; returns once all have terminated. */
    public void kill() {
        try {
            List<ProcessHandle> children = process.descendants().toList();
            // Ends first: it could start its children again.
            process.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(one -> one.onExit().join());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(one -> command.add(Long.toString(one.pid())));
        try {
            int status = new ProcessBuilder(command).start().waitFor();
            if (status != 0)
                throw Exit.FAILURE.problem("kill %s of %s: status %d", signal, name, status);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "kill cannot be started: %s", e.getMessage());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private String lastLine() {
        try {
            List<String> lines =
                    Files.readAllLines(log).stream().filter(one -> !one.isBlank()).toList();
            return lines.isEmpty() ? "it has no output" : lines.getLast().strip();
        } catch (IOException e) {
            return "its output cannot be read";
        }
    }
}
