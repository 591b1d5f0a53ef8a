package metatextgrad.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script for fish, which picocli cannot write. Pure. */
final class FishCompletion {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String name) {
        this.name = name;
    }

    /** Returns the script for a command with all its subcommands and options. */
    static String of(String name, CommandSpec root) {
        FishCompletion script = new FishCompletion(name);
        script.add(root, "");
        return functions(name) + String.join("\n", script.lines) + "\n";
    }

    /** Functions that compare the words so far, without options, with the path of a command. */
    private static String functions(String name) {
        return """
            function __%1$s_words
                set -l words
                set -l typed (commandline -opc)
                set -e typed[1]
                for word in $typed
                    string match -q -- '-*' $word; or set -a words $word
                end
                echo "$words"
            end
            function __%1$s_at
                test (__%1$s_words) = "$argv"
            end
            function __%1$s_in
                string match -q -- "$argv *" (__%1$s_words)" "
            end
            complete -c %1$s -f
            """
                .formatted(name);
    }

    private void add(CommandSpec command, String path) {
        for (OptionSpec option : command.options())
            if (!option.hidden())
                complete(
                        path.isEmpty() ? "at" : "in " + path,
                        names(option) + values(option),
                        option.description());
        command.subcommands()
                .forEach(
                        (word, subcommand) -> {
                            CommandSpec spec = subcommand.getCommandSpec();
                            complete(
                                    ("at " + path).strip(),
                                    "-a " + word,
                                    spec.usageMessage().description());
                            add(spec, (path + " " + word).strip());
                        });
    }

    private void complete(String condition, String what, String[] description) {
        String text = description.length == 0 ? "" : description[0].replace("%%", "%");
        lines.add(
                "complete -c %s -n '__%s_%s' %s -d %s"
                        .formatted(name, name, condition, what, quoted(text)));
    }

    private static String names(OptionSpec option) {
        return Stream.of(option.names())
                .map(
                        one ->
                                one.startsWith("--")
                                        ? "-l " + one.substring(2)
                                        : "-s " + one.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** An option with a value completes its known values, otherwise files. */
    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) return "";
        if (option.completionCandidates() == null) return " -r -F";
        return " -x -a "
                + quoted(
                        StreamSupport.stream(option.completionCandidates().spliterator(), false)
                                .collect(Collectors.joining(" ")));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
