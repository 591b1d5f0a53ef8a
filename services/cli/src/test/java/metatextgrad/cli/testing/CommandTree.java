package metatextgrad.cli.testing;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ViewSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands of {@code mtg}, and the published JSON schemas of what they print. */
public final class CommandTree {
    private static final Path SCHEMAS = Repository.ROOT.resolve("docs/schemas");

    private CommandTree() {}

    /** Commands that can be run, by their words; most groups only name others. */
    public static Map<String, CommandSpec> leaves() {
        Map<String, CommandSpec> leaves = new LinkedHashMap<>();
        add(leaves, "", Main.commandLine());
        return leaves;
    }

    /** Groups by their words: {@code mtg} itself has none. */
    public static Stream<String> groups() {
        return Stream.concat(
                Stream.of(""),
                Main.commandLine().getSubcommands().entrySet().stream()
                        .filter(one -> !one.getValue().getSubcommands().isEmpty())
                        .map(Map.Entry::getKey));
    }

    /** The longest name of the commands of a group. */
    public static String longest(String group) {
        CommandLine line = Main.commandLine();
        CommandLine found = group.isEmpty() ? line : line.getSubcommands().get(group);
        return requireNonNull(found, group).getSubcommands().keySet().stream()
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static void add(Map<String, CommandSpec> leaves, String path, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        boolean prints = spec.optionsMap().containsKey("--output");
        if (command.getSubcommands().isEmpty() || prints) leaves.put(path, spec);
        command.getSubcommands()
                .forEach((word, next) -> add(leaves, (path + " " + word).strip(), next));
    }

    /** Where the schema of a command's JSON is published. */
    public static Path schema(String command) {
        return SCHEMAS.resolve(command.replace(' ', '-') + ".schema.json");
    }

    /** What the published schema of a command does not allow in this JSON. */
    public static List<String> problems(String command, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Repository.read(schema(command)), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    /** The schema as the code has it; null of a command that prints no view. */
    public static @Nullable String schema(String words, CommandSpec command) {
        Object user = command.userObject();
        Prints prints =
                user instanceof Method method
                        ? method.getAnnotation(Prints.class)
                        : user.getClass().getAnnotation(Prints.class);
        return prints == null
                ? null
                : ViewSchema.of("mtg %s -o json".formatted(words), prints.value()).toPrettyString()
                        + "\n";
    }
}
