package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.cli.testing.CommandTree;
import org.junit.jupiter.api.Test;

/**
 * The JSON schemas in {@code docs/schemas} come from the views. After a change of a view, update
 * them with {@code -Ddocs.update=true}, as the tables of other pages.
 */
final class CommandSchemasTest {
    private static final String UPDATE = "docs.update";

    /** Commands that print no view: they run until they end, or write a file or a script. */
    private static final Set<String> OTHERS =
            Set.of(
                    "up",
                    "simulator",
                    "help",
                    "optimizers export",
                    "tasks generate",
                    "prompts export",
                    "completion bash",
                    "completion zsh",
                    "completion fish");

    @Test
    void shouldPublishTheSchemaOfEveryCommandThatPrints() throws IOException {
        Map<Path, String> wanted = new TreeMap<>();
        CommandTree.leaves()
                .forEach(
                        (words, command) -> {
                            String schema = CommandTree.schema(words, command);
                            boolean json = command.optionsMap().containsKey("--output");
                            assertThat(json).as(words).isEqualTo(schema != null);
                            if (schema != null) wanted.put(CommandTree.schema(words), schema);
                        });
        Path folder = CommandTree.schema("").getParent();
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(folder);
            for (Map.Entry<Path, String> one : wanted.entrySet())
                Files.writeString(one.getKey(), one.getValue());
        }
        Map<Path, String> published = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) published.put(file, Files.readString(file));
        }
        assertThat(published.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach(
                (file, schema) ->
                        assertThat(published.get(file))
                                .as(file + ": update it with -D" + UPDATE + "=true")
                                .isEqualTo(schema));
    }

    @Test
    void shouldPrintJsonInEveryCommandThatPrints() {
        Set<String> without = new TreeSet<>();
        CommandTree.leaves()
                .forEach(
                        (words, command) -> {
                            if (!command.optionsMap().containsKey("--output")) without.add(words);
                        });
        Set<String> expected = new TreeSet<>(OTHERS);
        Commands.services().forEach(name -> expected.add(String.join(" ", Commands.of(name))));
        assertThat(without).isEqualTo(expected);
    }
}
