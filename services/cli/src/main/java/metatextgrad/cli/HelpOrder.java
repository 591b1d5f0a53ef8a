package metatextgrad.cli;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The order in which help lists commands: in the order in which users need them. */
public final class HelpOrder {
    /** Groups of the first screen, with their commands. */
    private static final Map<String, List<String>> GROUPS = groups();

    /** The group of commands that no group names, such as those of users' jars. */
    private static final String OTHERS = "Others";

    /** Commands of groups: picocli would list methods in the order in which a JVM finds them. */
    public static final List<String> VERBS =
            words(
                    "apply check acls validate start stop status run oracle peers real amortised transfer coverage floor gate plan drift live ls sets get show watch diff pause resume propose cancel fork approve reject promote rollback unlabel pin unpin set export generate import send traffic audit label forget replay intake candidate loss gradient optimizer meta rollout llm-worker gateway bash zsh fish");

    private HelpOrder() {}

    /** Orders the help of a command line and of all its groups. */
    static void apply(CommandLine main) {
        main.getCommandSpec().usageMessage().commandListHeading("");
        main.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpOrder::firstScreen);
        main.getSubcommands()
                .values()
                .forEach(
                        group ->
                                group.getHelpSectionMap()
                                        .put(
                                                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                                                help ->
                                                        help.commandList(
                                                                first(help.subcommands(), VERBS))));
    }

    private static String firstScreen(Help help) {
        Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
        Map<String, Map<String, Help>> shown = new LinkedHashMap<>();
        GROUPS.forEach(
                (group, commands) -> {
                    Map<String, Help> known = first(rest, commands);
                    known.keySet().retainAll(commands);
                    rest.keySet().removeAll(known.keySet());
                    shown.put(group, known);
                });
        shown.put(OTHERS, rest);
        int longest = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
        return shown.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(
                        group ->
                                "%n%s:%n".formatted(group.getKey())
                                        + list(help, group.getValue(), longest + 4))
                .collect(joining());
    }

    /** As picocli lists commands, but with columns as wide as those of all other groups. */
    private static String list(Help help, Map<String, Help> commands, int names) {
        Help.ColorScheme colors = help.colorScheme();
        int width = help.commandSpec().usageMessage().width();
        Help.TextTable table =
                Help.TextTable.forColumns(
                        colors,
                        new Help.Column(names, 2, Help.Column.Overflow.SPAN),
                        new Help.Column(width - names, 2, Help.Column.Overflow.WRAP));
        commands.forEach(
                (name, command) -> {
                    UsageMessageSpec usage = command.commandSpec().usageMessage();
                    String[] text =
                            usage.header().length > 0 ? usage.header() : usage.description();
                    table.addRowValues(
                            colors.commandText(name),
                            colors.text(text.length == 0 ? "" : text[0].formatted()));
                });
        return table.toString();
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Try", words("demo run simulator"));
        groups.put(
                "Work", words("projects tasks feedback runs optimizers prompts eval adapt gate"));
        groups.put("Look after", words("doctor budget pause resume topics dlq replay"));
        groups.put("Measure", words("experiment bench"));
        groups.put("Services", words("up service"));
        return groups;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** Returns all commands, those of {@code order} first. */
    private static <T> Map<String, T> first(Map<String, T> commands, List<String> order) {
        Map<String, T> ordered = new LinkedHashMap<>();
        for (String name : order)
            if (commands.containsKey(name)) ordered.put(name, commands.get(name));
        commands.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
