package metatextgrad.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import metatextgrad.cli.Main;
import metatextgrad.cli.cluster.CliSettings;
import org.jspecify.annotations.Nullable;

/**
 * A command inside the test's JVM: the same code from {@link Main} on, and the same streams and
 * exit code, without the seconds that a JVM needs to start.
 *
 * @param code it ended with
 * @param out all it printed
 * @param err all it wrote to standard error
 */
public record CommandForTests(int code, String out, String err) {
    /** Runs it to its end. One at a time: the streams and the environment are the process's own. */
    public static synchronized CommandForTests run(
            Map<String, String> environment, String... arguments) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        var out = new OfCommand(realOut);
        var err = new OfCommand(realErr);
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = Main.run(environment, arguments);
            System.out.flush();
            System.err.flush();
            return new CommandForTests(code, out.text(), err.text());
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
            CliSettings.by(System.getenv());
        }
    }

    /** Keeps what the command's threads write; services that run beside it write where they did. */
    private static final class OfCommand extends OutputStream {
        private final OutputStream others;
        private final InheritableThreadLocal<@Nullable ByteArrayOutputStream> own =
                new InheritableThreadLocal<>();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        OfCommand(OutputStream others) {
            this.others = others;
            own.set(kept);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteArrayOutputStream mine = own.get();
            (mine == null ? others : mine).write(bytes, from, length);
        }

        String text() {
            own.remove();
            return kept.toString(UTF_8);
        }
    }
}
