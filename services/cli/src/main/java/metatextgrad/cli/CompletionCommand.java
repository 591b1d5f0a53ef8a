package metatextgrad.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Scripts with which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands in bash, zsh or fish.")
final class CompletionCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "bash",
            description = {"Prints the script for bash.", "source <(mtg completion bash)"})
    void bash() {
        print(AutoComplete.bash(name(), root()));
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
        print(FishCompletion.of(name(), root().getCommandSpec()));
    }

    private CommandLine root() {
        return spec.root().commandLine();
    }

    private String name() {
        return spec.root().name();
    }

    private static void print(String script) {
        System.out.print(script.endsWith("\n") ? script : script + "\n");
    }
}
