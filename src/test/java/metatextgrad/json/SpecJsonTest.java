package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reduce;
import metatextgrad.model.Tags;
import metatextgrad.model.Variable;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Critiques;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecJsonTest {
    private static final String PROGRAM =
            "{\"nodes\":[{\"each\":false,\"id\":\"solve\",\"inputs\":[\"task\"],\"prompt\":{"
                    + "\"role\":\"how to solve\",\"trainable\":true,\"value\":\"Solve.\"},"
                    + "\"type\":\"llm\"}],\"output\":\"solve\"}";

    private static final String OPTIMIZER =
            "{\"name\":\"base\",\"phases\":[{\"aspect\":\"prompt\",\"constraints\":[],"
                    + "\"examples\":[],\"memory\":0,\"model\":\"optimizer\",\"momentum\":0,"
                    + "\"reduce\":\"concatenate\",\"steps\":6,\"strategy\":\"tgd\",\"tags\":{\"end\":"
                    + "\"</IMPROVED_VARIABLE>\",\"start\":\"<IMPROVED_VARIABLE>\"},"
                    + "\"task-description\":\"Improve.\"}]}";

    private static final String MODEL =
            "{\"max-tokens\":100,\"name\":\"m\",\"temperature\":0.0,\"timeout-seconds\":30}";

    private static final String MODELS =
            "{\"backward\":M,\"judge\":M,\"meta\":M,\"optimizer\":M,\"program\":M}"
                    .replace("M", MODEL);

    private static final String SETTINGS =
            "{\"acceptance\":\"paper\",\"batch\":3,\"coverage\":0.95,"
                    + "\"evaluator\":{\"name\":\"exact\"},\"models\":"
                    + MODELS
                    + ",\"question-type\":\"sums\",\"quorum\":0.8,\"raw-text\":[],"
                    + "\"reading\":\"strict\",\"skip-correct\":false,\"update-bytes\":98304}";

    @Test
    void shouldWriteProgramsCanonically() {
        assertThat(Json.write(program("Solve."))).isEqualTo(PROGRAM);
    }

    @Test
    void shouldWriteOptimizersCanonically() {
        assertThat(Json.write(optimizer())).isEqualTo(OPTIMIZER);
    }

    @Test
    void shouldWriteSettingsCanonically() {
        assertThat(Json.write(settings())).isEqualTo(SETTINGS);
        String race = SETTINGS.replace(",\"evaluator\"", ",\"critiques\":\"again\",\"evaluator\"");
        assertThat(Json.write(settings().with(Critiques.AGAIN))).isEqualTo(race);
        assertThat(Json.read(race, LoopSettings.class)).isEqualTo(settings().with(Critiques.AGAIN));
        assertThat(Json.read(SETTINGS, LoopSettings.class)).isEqualTo(settings());
    }

    @Test
    void shouldWriteProjectsCanonically() {
        assertThat(Json.write(project()))
                .isEqualTo(
                        "{\"acceptance\":\"paper\",\"batch\":3,\"budget\":{},"
                                + "\"coverage\":0.95,\"evaluator\":{\"name\":\"exact\"},\"id\":\"p\","
                                + "\"meta-initial-score\":\"trial\",\"meta-leak-tokens\":8,"
                                + "\"meta-margin\":0.0,\"meta-repairs\":1,\"mode\":\"paper\",\"models\":"
                                + MODELS
                                + ",\"optimizers\":["
                                + OPTIMIZER
                                + "],\"program\":"
                                + PROGRAM
                                + ",\"prompt-rounds\":2,\"question-type\":\"sums\",\"quorum\":0.8,"
                                + "\"raw-text\":[],\"reading\":\"strict\",\"skip-correct\":false,"
                                + "\"split-shares\":{\"gate\":0.3,\"train\":0.2,\"val\":0.3},"
                                + "\"structure-rounds\":0,\"update-bytes\":98304}");
    }

    @Test
    void shouldReadWhatItWrites() {
        assertThat(ProjectJson.read(Json.write(project()))).isEqualTo(project());
    }

    @Test
    void shouldReadTheControlOfAnExperiment() {
        Project project = project().withMeta(project().meta().under("placebo"));
        assertThat(Json.write(project)).contains("\"control\":\"placebo\"");
        assertThat(ProjectJson.read(Json.write(project))).isEqualTo(project);
    }

    /** Ids of runs hash the project, so the default is not written. */
    @Test
    void shouldWriteTheParentsOfARaceUnlessTheyAreTheDefault() {
        Project race = project().withMeta(project().meta().from(ParentRule.BEST));
        assertThat(Json.write(race)).doesNotContain("parents");
        Project front = project().withMeta(project().meta().from(ParentRule.PARETO));
        assertThat(Json.write(front))
                .contains("\"optimizers\":")
                .contains(",\"parents\":\"pareto\",");
        assertThat(ProjectJson.read(Json.write(front))).isEqualTo(front);
    }

    @Test
    void shouldReadEveryKindOfNode() {
        Program program =
                new Program(
                        List.of(
                                new Node.SplitText("cut", Node.TASK, "\n\n", 4),
                                call("each", "cut", "{{cut}}?", true),
                                new Node.Aggregate("all", List.of("each", Node.TASK), ""),
                                new Node.Extract("last", "all", "\\d+")),
                        "last");

        assertThat(ProgramJson.read(Json.write(program))).isEqualTo(program);
    }

    @Property(tries = 200)
    void shouldKeepAnyText(@ForAll String text) {
        Program program = program("p" + text);

        String json = Json.write(program);

        assertThat(ProgramJson.read(json)).isEqualTo(program);
        assertThat(json).doesNotContain("\n");
    }

    @Test
    void shouldNormalizeOrderAndBlanks() {
        String loose =
                """
                {"output": "solve", "nodes": [
                  {"type": "llm", "id": "solve", "inputs": ["task"], "template": null,
                   "prompt": {"value": "Solve.", "role": "how to solve"}}]}
                """;

        assertThat(Json.write(ProgramJson.read(loose))).isEqualTo(PROGRAM);
    }

    @Test
    void shouldReportProblemsOfAProject() {
        String json = Json.write(project());
        assertThatThrownBy(() -> ProjectJson.read(json.replace("\"quorum\"", "\"quorun\"")))
                .hasMessage("unknown field `quorun`. Did you mean `quorum`?");
        assertThatThrownBy(() -> ProjectJson.read(json.replace("\"quorum\":0.8,", "")))
                .hasMessage("quorum: is missing");
        assertThatThrownBy(() -> ProjectJson.read(json.replace(":98304", ":true")))
                .hasMessage("update-bytes: must be a whole number");
        assertThatThrownBy(
                        () ->
                                ProjectJson.read(
                                        json.replace("\"meta-repairs\":1", "\"meta-repairs\":9")))
                .hasMessage("repairs must be in 0..3, not 9");
        assertThatThrownBy(
                        () ->
                                ProjectJson.read(
                                        json.replace("\"steps\":6", "\"step\":6,\"steps\":6")))
                .hasMessage("optimizers[0].phases[0]: unknown field `step`. Did you mean `steps`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"trainable\":true | \"trainable\":1 | nodes[0].prompt.trainable: must be true or"
                        + " false",
                "\"trainable\":true | \"colour\":1 | nodes[0].prompt: unknown field `colour`",
                "\"solve\",\"inputs\" | 7,\"inputs\" | nodes[0].id: must be a string",
                "[\"task\"] | \"task\" | nodes[0].inputs: must be a list",
                "[\"task\"] | [\"task\",3] | nodes[0].inputs[1]: must be a string",
                "\"Solve.\" | \"  \" | nodes[0].prompt: variable value is blank",
                "\"llm\" | \"loop\" | nodes[0]: type must be one of llm, split, aggregate, extract",
                "\"output\" | \"exit\" | output: is missing",
            })
    void shouldReportPathAndReason(String right, String wrong, String complaint) {
        String json = PROGRAM.replace(right, wrong);

        assertThatThrownBy(() -> ProgramJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"batch\":3 | \"batch\":3.5 | batch: must be a whole number",
                "\"batch\":3 | \"batch\":65 | batch must be in 1..64, not 65",
                "\"quorum\":0.8 | \"quorum\":1e400 | quorum must be in (0, 1], not Infinity",
                "\"strict\" | \"lax\" | reading: must be one of strict, textgrad-compat",
                "\"judge\" | \"jury\" | models: must be one of program, judge, backward, optimizer,"
                        + " meta",
            })
    void shouldReportProblemsOfSettings(String right, String wrong, String complaint) {
        String json = SETTINGS.replace(right, wrong);

        assertThatThrownBy(() -> Json.read(json, LoopSettings.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"nodes\":[],\"output\":\"x\"} {}",
                "{\"output\":\"x\",\"output\":\"y\",\"nodes\":[]}",
                "{\n\"nodes\"\n:",
                "{\"a\\nb\":1,\"nodes\":[],\"output\":\"x\"}"
            })
    void shouldComplainInOneLine(String json) {
        assertThatThrownBy(() -> ProgramJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("(is not JSON: |must be an object|unknown field ).*")
                .doesNotContain("Jackson", "token", "FAIL_ON")
                .hasLineCount(1);
    }

    private static Program program(String prompt) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "solve",
                                new Variable(prompt, "how to solve", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "solve");
    }

    private static Node call(String id, String input, String template, boolean each) {
        return new Node.LlmCall(id, new Variable("v", "r", false), List.of(input), template, each);
    }

    private static OptimizerSpec optimizer() {
        Phase phase =
                new Phase(
                        "tgd",
                        Aspect.PROMPT,
                        6,
                        "Improve.",
                        List.of(),
                        List.of(),
                        0,
                        0,
                        Tags.DEFAULT,
                        Reduce.CONCATENATE,
                        ModelRole.OPTIMIZER);
        return new OptimizerSpec("base", List.of(phase));
    }

    @Test
    void shouldWriteWhoSeesRawText() {
        String one = SETTINGS.replace("\"raw-text\":[]", "\"raw-text\":[\"meta\",\"backward\"]");
        LoopSettings some = Json.read(one, LoopSettings.class);

        assertThat(some.rawText()).containsExactly(ModelRole.BACKWARD, ModelRole.META);
        assertThat(Json.write(some)).contains("\"raw-text\":[\"backward\",\"meta\"]");
        assertThat(Json.read(Json.write(some), LoopSettings.class)).isEqualTo(some);
        assertThatThrownBy(
                        () -> Json.read(one.replace("\"meta\",", "\"boss\","), LoopSettings.class))
                .hasMessage(
                        "raw-text[0]: must be one of program, judge, backward, optimizer, meta");
    }

    @Test
    void shouldWriteTargetsOnlyIfTheyArePrivate() {
        String one =
                SETTINGS.replace("\"update-bytes\"", "\"targets\":\"private\",\"update-bytes\"");
        LoopSettings hidden = Json.read(one, LoopSettings.class);

        assertThat(hidden.mayShowTargets()).isFalse();
        assertThat(hidden).isEqualTo(settings().with(LoopSettings.Targets.PRIVATE));
        assertThat(Json.write(hidden)).isEqualTo(one);
        assertThat(Json.read(SETTINGS, LoopSettings.class).mayShowTargets()).isTrue();
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 30));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "sums",
                models,
                3,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                98304,
                Set.of());
    }

    private static Project project() {
        return new Project(
                new ProjectId("p"),
                program("Solve."),
                settings(),
                List.of(optimizer()),
                new MetaSettings(2, 0, 1, 0, InitialScore.TRIAL),
                SplitShares.DEFAULT,
                Budget.NONE);
    }
}
