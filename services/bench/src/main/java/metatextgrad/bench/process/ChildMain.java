package metatextgrad.bench.process;

import java.io.IOException;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** Runs the main class of a child process, whose parent prints its last line as the reason. */
public final class ChildMain {
    /** What the process does. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException, InterruptedException;
    }

    private ChildMain() {}

    /** Runs a task; a problem is one line on standard error, and ends the process. */
    public static void run(Task task) {
        try {
            task.run();
        } catch (EnvironmentProblem e) {
            end(e.getMessage(), e.exit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("interrupted", Exit.INTERRUPTED);
        } catch (IOException | RuntimeException e) {
            end(e.toString(), Exit.FAILURE);
        }
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void end(String problem, Exit exit) {
        System.err.println(problem.replaceAll("\\R\\s*", " "));
        System.exit(exit.code());
    }
}
