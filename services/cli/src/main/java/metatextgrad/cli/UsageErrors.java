package metatextgrad.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ControlCharacters;
import metatextgrad.process.Exit;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Handles a wrong command line: one line with the problem, a suggestion, and where help is. */
final class UsageErrors {
    private UsageErrors() {}

    /** Returns whether the words are wrong, and not the value of one. */
    static boolean isOfForm(ParameterException problem) {
        return problem instanceof UnmatchedArgumentException
                || problem instanceof MissingParameterException;
    }

    /**
     * Checks the words that picocli ignores beside {@code --help}.
     *
     * @throws UnmatchedArgumentException for one that is no command
     */
    static void requireKnown(ParseResult parsed) {
        for (CommandLine line : parsed.asCommandLineList()) {
            List<String> unknown = line.getUnmatchedArguments();
            if (!unknown.isEmpty() && !line.getSubcommands().isEmpty())
                throw new UnmatchedArgumentException(line, unknown);
        }
    }

    static int explain(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        String help = "See %s --help.".formatted(line.getCommandSpec().qualifiedName());
        if (isUnfinished(problem)) {
            // An incomplete command: list the commands.
            err.println("mtg: " + ControlCharacters.visible(message(problem)));
            line.usage(err);
        } else {
            String sentence = ControlCharacters.visible(sentence(message(problem)));
            err.println("mtg: " + sentence + " " + help);
        }
        err.flush();
        return Exit.USAGE.code();
    }

    private static String sentence(String text) {
        String line = text.strip().replaceAll("\\R\\s*", " ");
        return line.matches(".*[.?!]") ? line : line + ".";
    }

    private static boolean isUnfinished(ParameterException problem) {
        return problem.getClass() == ParameterException.class
                && !problem.getCommandLine().getSubcommands().isEmpty()
                && !(problem.getCommandLine().getCommand() instanceof Callable);
    }

    /**
     * Returns the message. An unknown word comes first: a missing one is often that word, misspelt.
     */
    private static String message(ParameterException problem) {
        return unknown(problem).stream()
                .findFirst()
                .map(word -> unknown(word, problem.getCommandLine().getCommandSpec()))
                .or(() -> OptionValues.problem(problem))
                .orElse(String.valueOf(problem.getMessage()));
    }

    private static List<String> unknown(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched)
            return unmatched.getUnmatched();
        return problem instanceof MissingParameterException
                ? problem.getCommandLine().getUnmatchedArguments()
                : List.of();
    }

    private static String unknown(String word, CommandSpec spec) {
        boolean option = word.startsWith("-");
        String name = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (option && spec.subcommands().values().stream().anyMatch(below -> has(below, name)))
            return "put `" + name + "` after the command, not before it";
        Collection<String> known =
                option ? spec.optionsMap().keySet() : spec.subcommands().keySet();
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        return "unknown " + kind + " `" + name + "`" + Suggestions.orDidYouMean(name, known);
    }

    private static boolean has(CommandLine line, String option) {
        return line.getCommandSpec().optionsMap().containsKey(option)
                || line.getSubcommands().values().stream().anyMatch(below -> has(below, option));
    }
}
