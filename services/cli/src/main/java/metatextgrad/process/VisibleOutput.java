package metatextgrad.process;

import java.io.PrintStream;
import metatextgrad.model.ControlCharacters;

/**
 * A standard stream that makes control characters in printed texts visible: texts of models,
 * servers and files must not control the terminal. Bytes pass unchanged, such as colors.
 * Thread-safe.
 */
public final class VisibleOutput extends PrintStream {
    VisibleOutput(PrintStream out) {
        super(out, true, out.charset());
    }

    /** Replaces {@code System.out} and {@code System.err}. Repeated calls change nothing. */
    public static void install() {
        if (!(System.out instanceof VisibleOutput)) System.setOut(new VisibleOutput(System.out));
        if (!(System.err instanceof VisibleOutput)) System.setErr(new VisibleOutput(System.err));
    }

    /** All other methods for text end here, except those for a single value. */
    @Override
    public void print(String text) {
        super.print(ControlCharacters.visible(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }
}
