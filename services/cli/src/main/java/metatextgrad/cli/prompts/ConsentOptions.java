package metatextgrad.cli.prompts;

import java.io.Console;
import java.util.List;
import java.util.Locale;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import picocli.CommandLine.Option;

/** Options of commands that take traffic from a version: a user confirms what they replace. */
final class ConsentOptions {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only show what the command would replace.")
    private boolean dryRun;

    boolean dryRun() {
        return dryRun;
    }

    /**
     * Returns if the user agrees.
     *
     * @param command as the user typed it
     * @param preview lines to show before the question
     * @throws EnvironmentProblem if the user does not, or if there is no terminal to ask on
     */
    @SuppressWarnings("SystemConsoleNull") // Main chooses the console of older JDKs
    void require(String command, List<String> preview) {
        if (yes) return;
        // Null unless both input and output are a terminal.
        Console console = System.console();
        if (console == null)
            throw Exit.USAGE.problem(
                    "%s was not confirmed, and there is no terminal to ask on: add --yes, or --dry-run to see what it would replace",
                    command);
        preview.forEach(System.err::println);
        String answer = console.readLine("Do this? [y/N] ");
        if (answer == null
                || !List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)))
            throw Exit.FAILURE.problem("%s was not confirmed: nothing was changed", command);
    }
}
