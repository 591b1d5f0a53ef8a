package metatextgrad.cli.text;

import java.util.function.Consumer;
import metatextgrad.process.Exit;
import picocli.CommandLine.Option;

/** The option {@code -o} of every command that prints. */
public final class OutputOptions {
    /** The form of the output. */
    private enum Output {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    /**
     * Prints a view on standard output, then its next steps on standard error. Returns the exit
     * code of success.
     */
    public int print(View view) {
        switch (output) {
            case table -> view.text().forEach(lines());
            case json -> System.out.println(ViewJson.write(view));
        }
        view.next().forEach(step -> System.err.println("next: " + step));
        return Exit.OK.code();
    }

    /** Prints lines before the view: on standard error if the view is printed as JSON. */
    public Consumer<String> lines() {
        return switch (output) {
            case table -> line -> LineColors.print(line, System.out);
            case json -> System.err::println;
        };
    }
}
