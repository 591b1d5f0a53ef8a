package metatextgrad.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The order in which help lists commands: in the order in which users need them. */
public final class HelpOrder {
    /** Commands of {@code mtg}; services and others that are not in the list follow. */
    private static final List<String> COMMANDS =
            words(
                    "demo run up projects tasks runs optimizers prompts replay experiment budget pause resume doctor topics dlq bench");

    /** Commands of groups: picocli would list methods in the order in which a JVM finds them. */
    public static final List<String> VERBS =
            words(
                    "apply check start run transfer ls show watch diff pause resume propose cancel approve promote rollback set export import send replay");

    private HelpOrder() {}

    /** Orders the help of a command line and of all its groups. */
    static void apply(CommandLine main) {
        order(main, COMMANDS);
        main.getSubcommands().values().forEach(group -> order(group, VERBS));
    }

    private static void order(CommandLine group, List<String> order) {
        group.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                        help -> help.commandList(ordered(help.subcommands(), order)));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static <T> Map<String, T> ordered(Map<String, T> verbs, List<String> order) {
        Map<String, T> ordered = new LinkedHashMap<>();
        for (String verb : order) if (verbs.containsKey(verb)) ordered.put(verb, verbs.get(verb));
        verbs.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
