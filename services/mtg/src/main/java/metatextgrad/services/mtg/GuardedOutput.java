package metatextgrad.services.mtg;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written: {@code System.out} only knows that it
 * could not, and a command must not call an export done that a full disk has swallowed. Thread-safe
 * behind its print stream.
 */
final class GuardedOutput extends FilterOutputStream {
    /** What a system calls a reader that has gone, as {@code head} does: it has what it wanted. */
    private static final String READER_GONE = "Broken pipe";

    private @Nullable IOException failure;

    GuardedOutput(OutputStream out) {
        super(out);
    }

    /** Takes the place of {@code System.out}. */
    static GuardedOutput install() {
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

    /** Why something is lost, in one line; null if nothing is, or nobody wants it any more. */
    @Nullable String problem() {
        System.out.flush();
        return failure == null || READER_GONE.equals(failure.getMessage())
                ? null
                : "standard output cannot be written: " + failure.getMessage();
    }
}
