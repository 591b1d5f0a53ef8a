package metatextgrad.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import metatextgrad.cli.logging.Logs;
import metatextgrad.model.ControlCharacters;
import metatextgrad.ops.OpenFileLimit;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.GuardedOutput;
import metatextgrad.process.ShutdownState;
import metatextgrad.redact.Secrets;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns an exception into one line on standard error and an exit code. */
final class ExceptionHandler {
    private final BooleanSupplier verbose;

    ExceptionHandler(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    /** Prints nothing during a shutdown, since a shutdown looks like a failure. */
    int explain(Exception problem, CommandLine line) {
        if (ShutdownState.begun()) return Exit.INTERRUPTED.code();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnvironmentProblem known)
                return say(line, known.getMessage(), known.exit());
            if (cause instanceof RegistryUnavailable silent) {
                return say(
                        line,
                        "the schema registry: " + oneLine(String.valueOf(silent.getMessage())),
                        Exit.UNREACHABLE);
            }
            // Main reports output that was lost for another reason than a closed pipe.
            if (cause instanceof GuardedOutput.Lost) return Exit.OK.code();
            if (cause instanceof InterruptedException)
                return say(line, "Interrupted.", Exit.INTERRUPTED);
            if (cause instanceof ParameterException misuse) return UsageErrors.explain(misuse);
        }
        if (OpenFileLimit.caused(problem))
            return say(line, OpenFileLimit.REACHED, Exit.CONFIGURATION);
        return say(
                line,
                "Unexpected: %s. %s".formatted(oneLine(problem), trace(problem, line)),
                Exit.FAILURE);
    }

    private static String oneLine(Object text) {
        return text.toString().replaceAll("\\R\\s*", " ");
    }

    private String trace(Exception problem, CommandLine line) {
        if (verbose.getAsBoolean()) {
            line.getErr().print(ControlCharacters.visible(Utils.stackTrace(problem)));
            return "The trace is above.";
        }
        return Logs.keep(problem)
                .map("The trace is in %s."::formatted)
                .orElse("Use -v to see the trace.");
    }

    private static int say(CommandLine line, String text, Exit exit) {
        PrintWriter err = line.getErr();
        Secrets.OF_PROCESS
                .hide(text)
                .lines()
                .forEach(one -> err.println("mtg: " + ControlCharacters.visible(one.strip())));
        err.flush();
        return exit.code();
    }
}
