package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.model.Node;
import metatextgrad.model.Project;
import org.junit.jupiter.api.Test;

/** What the README sends people to when they write a project of their own. */
final class ExampleProjectsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path SCHEMAS = ROOT.resolve("src/main/resources/schema");
    private static final Path SHORT = SCHEMAS.resolve("project.example.yaml");
    private static final Path NODES = ROOT.resolve("examples/plan-and-solve.yaml");

    @Test
    void shouldReadEveryExample() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            List<Path> examples =
                    new ArrayList<>(
                            files.filter(file -> file.toString().endsWith("yaml")).toList());
            examples.add(SHORT);
            assertThat(examples).hasSizeGreaterThan(4);
            for (Path file : examples)
                assertThat(Inputs.project(file).seed().trainable()).as("%s", file).isNotEmpty();
        }
    }

    @Test
    void shouldShowEveryKeyOfTheSchemaInTheTwoThatAreToExplainIt() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path example : List.of(SHORT, NODES))
            keys(new YAMLMapper().readTree(example.toFile()), shown);
        JsonNode schema =
                new ObjectMapper().readTree(SCHEMAS.resolve("project.schema.json").toFile());
        Set<String> known = new TreeSet<>();
        // The settings of each evaluator stand in docs/evaluators.md.
        ((ObjectNode) schema.get("$defs")).remove("evaluator");
        properties(schema, known);

        assertThat(known).contains("trainable", "split-shares", "end");
        assertThat(shown).isEqualTo(known);
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("project.example.yaml)", "plan-and-solve.yaml)", "project.schema.json)");
    }

    @Test
    void shouldSplitJoinAndExtractInTheExampleWithNodes() {
        Project project = Inputs.project(NODES);

        assertThat(project.seed().nodes())
                .extracting(Node::getClass)
                .contains(Node.LlmCall.class, Node.SplitText.class)
                .contains(Node.Aggregate.class, Node.Extract.class);
        assertThat(project.seed().trainable()).extracting(Node::id).contains("plan", "solve");
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    private static void properties(JsonNode schema, Set<String> known) {
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        schema.forEach(child -> properties(child, known));
    }
}
