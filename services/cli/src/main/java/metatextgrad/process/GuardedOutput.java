package metatextgrad.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that keeps the exception of a failed write, which {@code System.out} does not. An
 * export to a full disk must fail. Thread-safe behind its print stream.
 */
public final class GuardedOutput extends FilterOutputStream {
    private final FileChannel channel;
    private @Nullable IOException failure;

    /** Ends a command whose standard output cannot be written any more. */
    public static final class Lost extends RuntimeException {
        private Lost() {}
    }

    GuardedOutput(FileOutputStream out) {
        super(out);
        channel = out.getChannel();
    }

    /**
     * Replaces {@code System.out}. Files and pipes get UTF-8: in the character set of a POSIX
     * locale an export would lose every letter outside ASCII.
     */
    public static GuardedOutput install() {
        GuardedOutput guarded = new GuardedOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(guarded, true, onTerminal() ? System.out.charset() : UTF_8));
        return guarded;
    }

    @SuppressWarnings("SystemConsoleNull") // Main chooses the console of older JDKs
    private static boolean onTerminal() {
        return System.console() != null;
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
     * Ends a command that waits for more to print, if that will not be read.
     *
     * @throws Lost if a write to {@code System.out} has failed
     */
    public static void requireWritable() {
        if (System.out.checkError()) throw new Lost();
    }

    /**
     * Returns why output was lost, in one line; null if none was, or if the reader closed the pipe,
     * as {@code head} does.
     */
    public @Nullable String problem() {
        System.out.flush();
        return failure == null || isPipe()
                ? null
                : "standard output cannot be written: " + failure.getMessage();
    }

    /** A pipe has no position. The system's message about a closed one depends on the language. */
    private boolean isPipe() {
        try {
            channel.position();
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
