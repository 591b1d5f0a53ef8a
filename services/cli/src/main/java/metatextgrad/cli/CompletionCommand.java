package metatextgrad.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Scripts with which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands in bash, zsh or fish.")
final class CompletionCommand {
    private static final String NAME = "mtg";

    @Command(
            name = "bash",
            description = {"Prints the script for bash.", "source <(mtg completion bash)"})
    void bash() {
        print(AutoComplete.bash(NAME, Main.commandLine()));
    }

    @Command(
            name = "zsh",
            description = {"Prints the script for zsh.", "source <(mtg completion zsh)"})
    void zsh() {
        // Zsh runs the completions of bash: the script loads bashcompinit.
        bash();
    }

    @Command(
            name = "fish",
            description = {"Prints the script for fish.", "mtg completion fish | source"})
    void fish() {
        print(FishCompletion.of(NAME, Main.commandLine().getCommandSpec()));
    }

    private static void print(String script) {
        System.out.print(script.endsWith("\n") ? script : script + "\n");
    }
}
