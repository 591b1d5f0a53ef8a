package metatextgrad.cli.cluster;

import java.util.function.IntSupplier;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * The span of the command that this process runs. It begins when the command opens a writer, so a
 * command that only reads has none. Used by one thread.
 */
public final class CommandTrace {
    private static volatile @Nullable CommandTrace current;

    private final String command;
    private Tracing tracing = Tracing.OFF;
    private @Nullable TraceSpan span;

    private CommandTrace(String command) {
        this.command = command;
    }

    /**
     * Runs a command, and ends its span.
     *
     * @param command its name with that of its group, such as {@code mtg runs start}
     * @return its exit code
     */
    public static int around(String command, IntSupplier work) {
        CommandTrace trace = new CommandTrace(command);
        CommandTrace before = current;
        current = trace;
        try {
            int code = work.getAsInt();
            trace.end(
                    code == Exit.OK.code()
                            ? new SpanEnd.Done()
                            : new SpanEnd.Failed("exit_" + code));
            return code;
        } catch (RuntimeException e) {
            Throwable cause = e.getCause();
            trace.end(SpanEnd.Failed.of(cause == null ? e : cause));
            throw e;
        } finally {
            current = before;
        }
    }

    /**
     * Returns the context for what the command writes; none outside of a command.
     *
     * @throws EnvironmentProblem if a variable of tracing has a wrong value
     */
    static TraceContext context() {
        CommandTrace now = current;
        return now == null ? TraceContext.NONE : now.started().context();
    }

    private TraceSpan started() {
        TraceSpan known = span;
        if (known != null) return known;
        tracing = ProcessTracing.ofCommand();
        TraceSpan begun = tracing.start(new SpanStart.CommandRun(command), TraceContext.NONE);
        span = begun;
        return begun;
    }

    private void end(SpanEnd end) {
        if (span != null) span.end(end);
        tracing.close();
    }
}
