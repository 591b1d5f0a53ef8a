package metatextgrad.cli;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.process.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Shows the help of a command of any depth; the help command of picocli reads one word only. */
@Command(name = "help", helpCommand = true, description = "Shows the help of a command.")
final class HelpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "Words of the command, such as runs show (default: all commands).")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine shown = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = shown.getSubcommands().get(word);
            if (next == null) throw new UnmatchedArgumentException(shown, List.of(word));
            shown = next;
        }
        shown.usage(spec.commandLine().getOut());
        return Exit.OK.code();
    }
}
