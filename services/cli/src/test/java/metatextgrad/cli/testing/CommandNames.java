package metatextgrad.cli.testing;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;
import metatextgrad.cli.Main;
import picocli.CommandLine;

/** The commands of {@code mtg}, for tests outside this package. */
public final class CommandNames {
    private CommandNames() {}

    /** Subcommands of a command: of {@code mtg} itself without a path. */
    public static Set<String> under(String... path) {
        CommandLine command = Main.commandLine();
        for (String name : path) command = requireNonNull(command.getSubcommands().get(name), name);
        return new TreeSet<>(command.getSubcommands().keySet());
    }
}
