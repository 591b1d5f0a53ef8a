package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.HouseTasks;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples that the guide names to users who write their own project. */
final class ExampleProjectsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path SCHEMAS = ROOT.resolve("src/main/resources/schema");
    private static final Path SHORT = SCHEMAS.resolve("project.example.yaml");
    private static final Path NODES = ROOT.resolve("examples/plan-and-solve.yaml");
    private static final Path SERVERS = ROOT.resolve("examples/two-servers.yaml");

    @Test
    void shouldReadEveryExample() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            List<Path> examples =
                    new ArrayList<>(
                            files.filter(file -> file.toString().endsWith("yaml")).toList());
            examples.add(SHORT);
            examples.add(ROOT.resolve("examples/apps/debian-stream/project.yaml"));
            assertThat(examples).hasSizeGreaterThan(4);
            for (Path file : examples)
                assertThat(Inputs.project(file).seed().trainable()).as("%s", file).isNotEmpty();
        }
    }

    @Test
    void shouldShowEveryKeyOfTheSchemaInThreeExamples() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path example : List.of(SHORT, NODES, SERVERS)) {
            JsonNode project = new YAMLMapper().readTree(example.toFile());
            // Their names belong to the server.
            if (project.at("/models/program/extra") instanceof ObjectNode extra) extra.removeAll();
            keys(project, shown);
        }
        JsonNode schema =
                new ObjectMapper().readTree(SCHEMAS.resolve("project.schema.json").toFile());
        Set<String> known = new TreeSet<>();
        // docs/evaluators.md lists the settings of each evaluator.
        ((ObjectNode) schema.get("$defs")).remove("evaluator");
        properties(schema, known);

        assertThat(known).contains("trainable", "split-shares", "end");
        assertThat(shown).isEqualTo(known);
        assertThat(Files.readString(ROOT.resolve("docs/guide.md")))
                .contains(
                        "project.example.yaml)",
                        "plan-and-solve.yaml)",
                        "two-servers.yaml)",
                        "project.schema.json)");
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

    /** METHOD §1.7 row 9 and §5.1; the page states what a run may cost. */
    @ParameterizedTest
    @CsvSource({
        "dyck, judge, 100, 100, '13,309'",
        "word-sorting, judge, 100, 100, '13,309'",
        "gpqa, choice, 100, 68, '6,719'",
        "algebra, choice, 50, 40, '3,657'",
    })
    void shouldHaveTheSettingsOfThePaper(
            String name, String evaluator, int val, int test, String calls) throws IOException {
        Project project = Inputs.project(ROOT.resolve("examples/paper-" + name + ".yaml"));

        assertThat(project.optimizers())
                .extracting(OptimizerSpec::name, OptimizerSpec::steps)
                .containsExactly(tuple("tgd", 6), tuple("adas", 6));
        assertThat(project.meta()).isEqualTo(new MetaSettings(2, 3, 1, 0, InitialScore.TRIAL));
        assertThat(project.loop().batch()).isEqualTo(3);
        assertThat(project.loop().acceptance()).isEqualTo(AcceptanceRule.PAPER);
        assertThat(project.loop().skipCorrect()).isFalse();
        assertThat(project.loop().evaluator().name()).isEqualTo(evaluator);
        assertThat(project.loop().models().values().stream().map(ModelSpec::name))
                .containsExactly("gpt-4o-mini", "gpt-4o", "gpt-4o", "gpt-4o", "o1");
        assertThat(project.optimizers().getLast().phases().getFirst().model())
                .isEqualTo(ModelRole.META);
        assertThat(String.format(Locale.ROOT, "%,d", CallFormula.of(project, val, test, 4).total()))
                .isEqualTo(calls);
        assertThat(Files.readString(ROOT.resolve("docs/paper.md")))
                .containsPattern(
                        "`paper-%s` \\|.* / %d / %d \\|.* %s \\|"
                                .formatted(name, val, test, calls));
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    private static void properties(JsonNode schema, Set<String> known) {
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        schema.forEach(child -> properties(child, known));
    }

    /** An experiment on this file is one on the demo. */
    @Test
    void shouldHaveTheProjectOfTheDemo() throws Exception {
        Project demo =
                Inputs.project("the demo's project", DemoTasks.dyck.project())
                        .withBudget(Budget.ofCalls(1_600));
        assertThat(Inputs.project(ROOT.resolve("examples/demo.yaml"))).isEqualTo(demo);
    }

    /** A run on this file and on generated tasks is a longer {@code mtg demo --real}. */
    @Test
    void shouldHaveTheProjectOfTheDemoOnRealModels() throws IOException {
        assertThat(Files.readString(ROOT.resolve("examples/cents.yaml")))
                .isEqualTo(HouseTasks.cents.project().replace("id: demo-cents", "id: cents"));
    }

    /** The rule of the house would make the search needless. */
    @ParameterizedTest
    @EnumSource(HouseTasks.class)
    void shouldNotStateTheRuleOfAHouse(HouseTasks house) {
        Project project = Inputs.project("a house", house.project());

        assertThat(project.loop().questionType() + project.seed().onlyPrompt())
                .doesNotContainPattern("(?i)cents|digit|iso|year|day|dozen|pieces");
        assertThat(house.handWritten()).isNotBlank().doesNotEndWith("\n");
        assertThat(project.loop().models().values())
                .extracting(ModelSpec::name)
                .containsExactly("small", "large", "large", "large", "large");
    }
}
