package metatextgrad.embedded.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import metatextgrad.embedded.ChildCommand;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The application in a process of its own, which ends with this one at the latest. */
final class ApplicationProcess implements TrafficApplication {
    static final String NAME = "application";
    private static final String HEAP = "192m";

    private final Process process;
    private final CompletableFuture<String> lastError;

    private ApplicationProcess(Process process) {
        this.process = process;
        lastError =
                CompletableFuture.supplyAsync(() -> lastLine(process), Thread::startVirtualThread);
    }

    /**
     * Starts it, without waiting.
     *
     * @throws EnvironmentProblem if this system cannot start it
     */
    static ApplicationProcess start(ApplicationSettings traffic) {
        List<String> command = ChildCommand.of(NAME, HEAP);
        command.addAll(
                List.of(
                        // A warning of the JVM is no signal; it would go to standard output.
                        "-Xlog:disable",
                        "-Xlog:all=warning:stderr",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LiveApplication.class.getName()));
        command.addAll(traffic.arguments());
        try {
            return new ApplicationProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "the application did not start: %s", e.getMessage());
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws EnvironmentProblem if it ends before, with its exit code if that is one of ours
     */
    @Override
    public void follow(Consumer<LiveSignal> signals) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                signals.accept(LiveSignal.of(line));
            int code = process.waitFor();
            if (code != 0) throw problem(code, lastError.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /**
     * @param code with which it ended, not 0
     * @param why its last line of standard error; may be empty
     */
    static EnvironmentProblem problem(int code, String why) {
        if (why.isEmpty())
            return Exit.FAILURE.problem(
                    "the application ended with exit code %d before its last task: start the demo again",
                    code);
        return Arrays.stream(Exit.values())
                .filter(exit -> exit.code() == code)
                .findFirst()
                .orElse(Exit.FAILURE)
                .problem("the application failed: %s", why);
    }

    private static String lastLine(Process process) {
        try (BufferedReader lines = process.errorReader()) {
            return lines.lines().filter(line -> !line.isBlank()).reduce("", (one, next) -> next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
