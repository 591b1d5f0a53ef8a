package metatextgrad.services.mtg;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The order in which help lists the commands of a group: as people need them. Without it those that
 * are methods come in the order in which a JVM happens to find them.
 */
final class VerbOrder {
    static final List<String> VERBS =
            List.of(
                    "apply",
                    "check",
                    "start",
                    "run",
                    "transfer",
                    "ls",
                    "show",
                    "watch",
                    "diff",
                    "pause",
                    "resume",
                    "propose",
                    "cancel",
                    "approve",
                    "promote",
                    "rollback",
                    "set",
                    "export",
                    "import",
                    "send",
                    "replay");

    private VerbOrder() {}

    /** In the help of all groups of this command line; its own commands stay as they are. */
    static void apply(CommandLine main) {
        main.getSubcommands()
                .values()
                .forEach(
                        group ->
                                group.getHelpSectionMap()
                                        .put(
                                                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                                                help ->
                                                        help.commandList(
                                                                ordered(help.subcommands()))));
    }

    private static <T> Map<String, T> ordered(Map<String, T> verbs) {
        Map<String, T> ordered = new LinkedHashMap<>();
        verbs.entrySet().stream()
                .sorted(Comparator.comparingInt(verb -> place(verb.getKey())))
                .forEach(verb -> ordered.put(verb.getKey(), verb.getValue()));
        return ordered;
    }

    /** What is not in the list comes last, and a test tells of it. */
    private static int place(String verb) {
        return VERBS.contains(verb) ? VERBS.indexOf(verb) : VERBS.size();
    }
}
