package metatextgrad.cli.text;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints progress on standard error, each line with the seconds since the start. Thread-safe. */
public final class ProgressPrinter implements Consumer<String> {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public ProgressPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        out.println(Texts.format("%6.1f s  %s", (System.nanoTime() - start) / 1e9, line));
    }
}
