package metatextgrad.cli.input;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal of the user. Used by one thread. */
public interface Terminal {
    void print(String line);

    /** Returns the answer without its line end; null at the end of the input. */
    @Nullable String ask(String question);

    /** Returns the terminal of this process; null unless both input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Main chooses the console of older JDKs
    static @Nullable Terminal system() {
        Console console = System.console();
        if (console == null) return null;
        return new Terminal() {
            @Override
            public void print(String line) {
                System.err.println(line);
            }

            @Override
            public @Nullable String ask(String question) {
                return console.readLine(question);
            }
        };
    }
}
