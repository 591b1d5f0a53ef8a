package metatextgrad.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that keeps the exception of a failed write, which {@code System.out} does not. An
 * export to a full disk must fail. Thread-safe behind its print stream.
 */
public final class GuardedOutput extends FilterOutputStream {
    /** The system's message if the reader has closed the pipe, as {@code head} does. */
    private static final String BROKEN_PIPE = "Broken pipe";

    private @Nullable IOException failure;

    GuardedOutput(OutputStream out) {
        super(out);
    }

    /** Replaces {@code System.out}. */
    public static GuardedOutput install() {
        GuardedOutput guarded = new GuardedOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(guarded, true, System.out.charset()));
        return guarded;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (failure == null) failure = e;
            throw e;
        }
    }

    /**
     * Returns why output was lost, in one line; null if none was, or if the reader closed the pipe.
     */
    public @Nullable String problem() {
        System.out.flush();
        return failure == null || BROKEN_PIPE.equals(failure.getMessage())
                ? null
                : "standard output cannot be written: " + failure.getMessage();
    }
}
