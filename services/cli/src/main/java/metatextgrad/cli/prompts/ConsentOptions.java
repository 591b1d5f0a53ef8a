package metatextgrad.cli.prompts;

import java.util.List;
import java.util.Locale;
import metatextgrad.cli.input.Terminal;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that change what serves: a user confirms what they replace. */
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
    void require(String command, List<String> preview) {
        if (!yes) require(command, preview, Terminal.system());
    }

    static void require(String command, List<String> preview, @Nullable Terminal terminal) {
        if (terminal == null)
            throw Exit.USAGE.problem(
                    "%s was not confirmed, and there is no terminal to ask on: add --yes, or --dry-run to see what it would replace",
                    command);
        preview.forEach(terminal::print);
        String answer = terminal.ask("Do this? [y/N] ");
        if (answer == null
                || !List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)))
            throw Exit.FAILURE.problem("%s was not confirmed: nothing was changed", command);
    }
}
