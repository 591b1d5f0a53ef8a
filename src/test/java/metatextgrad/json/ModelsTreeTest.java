package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of models in a project file. */
final class ModelsTreeTest {
    private static final String REASONING =
            """
            program: {name: small, temperature: 0.5, top-p: 0.9, extra: {b: [1], a: {x: 2.50}}}
            optimizer:
              name: thinker
              temperature: none
              reasoning-effort: low
              base-url: https://eu.example.com/v1/
              key-variable: EU_KEY
            judge: {name: plain}
            """;

    @Test
    void shouldReadEveryParameter() {
        Project project = read(REASONING);
        ModelSpec program = project.loop().model(ModelRole.PROGRAM);
        assertThat(program.topP()).isEqualTo(.9);
        assertThat(program.extra()).isEqualTo("{\"a\":{\"x\":2.5},\"b\":[1]}");
        assertThat(program.server()).isNull();
        ModelSpec thinker = project.loop().model(ModelRole.OPTIMIZER);
        assertThat(thinker.temperature()).isNull();
        assertThat(thinker.reasoningEffort()).isEqualTo("low");
        assertThat(thinker.server())
                .isEqualTo(new ModelServer("https://eu.example.com/v1", "EU_KEY"));
        assertThat(thinker.key().text()).isEqualTo("thinker at https://eu.example.com/v1 EU_KEY");
    }

    /** A model that refuses a temperature refuses it in every role; another model does not. */
    @Test
    void shouldTakeNoTemperatureFromTheOptimizerWithItsModelOnly() {
        Project project = read(REASONING);
        assertThat(project.loop().model(ModelRole.BACKWARD).temperature()).isNull();
        assertThat(project.loop().model(ModelRole.META).temperature()).isNull();
        assertThat(project.loop().model(ModelRole.JUDGE).temperature()).isZero();
        assertThat(project.loop().model(ModelRole.JUDGE).deterministic()).isTrue();
        assertThat(project.loop().model(ModelRole.META).deterministic()).isFalse();
    }

    @Test
    void shouldWriteWhatItReads() {
        Project project = read(REASONING);
        assertThat(ProjectJson.read(Json.write(project))).isEqualTo(project);
        ObjectNode file = ProjectFile.of(project);
        assertThat(file.at("/models/optimizer/temperature").asText()).isEqualTo("none");
        assertThat(file.at("/models/program/extra/a/x").asDouble()).isEqualTo(2.5);
        assertThat(read(file)).isEqualTo(project);
    }

    /** The id of a run hashes this text, and salts hash the id. */
    @Test
    void shouldAddNothingToProjectsWithoutTheParameters() {
        String json = Json.write(read("{program: small, optimizer: large}"));
        assertThat(json)
                .contains(
                        "\"program\":{\"max-tokens\":2000,\"name\":\"small\",\"temperature\":0.0,\"timeout-seconds\":60}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature: hot            | models.program.temperature: must be a number or none",
                "temperature: true           | models.program.temperature: must be a number or a string",
                "top-p: 0                    | models.program.top-p: must be above 0",
                "top-p: 1.5                  | models.program.top-p: must be at most 1",
                "reasoning-effort: 3         | models.program.reasoning-effort: must be a string",
                "extra: x                    | models.program.extra: must be a map of keys",
                "'extra: {n: 2, seed: 1}'    | models.program.extra: must not set n, seed",
                "base-url: vllm:8000/v1      | models.program: base-url must be an http(s) address without user, ? and #, with a port up to 65535",
                "'base-url: http://u:p@h/v1' | models.program: base-url must be an http(s) address without user, ? and #, with a port up to 65535",
                "key-variable: MY_KEY        | models.program: key-variable needs base-url: the key of the worker's server is a setting",
                "temprature: 1               | models.program.temprature: unknown key. Did you mean `temperature`?"
            })
    void shouldReportWrongValuesInOneLine(String entry, String problem) {
        String line = entry.replaceFirst("^'(.*)'$", "$1");
        assertThat(problems("{program: {name: small, " + line + "}, optimizer: large}"))
                .containsExactly(problem);
    }

    /** The value may be a key that a user pasted. */
    @Test
    void shouldNotShowAKeyInThePlaceOfAVariable() {
        assertThat(
                        problems(
                                "{program: {name: a, base-url: 'http://h/v1', key-variable: sk-12},"
                                        + " optimizer: large}"))
                .containsExactly(
                        "models.program: key-variable must be the name of an environment variable, never the key itself");
    }

    @Test
    void shouldRefuseOtherJsonThanAnObjectAsExtra() {
        String json = Json.write(read("{program: small, optimizer: large}"));
        assertThatThrownBy(
                        () ->
                                ProjectJson.read(
                                        json.replaceFirst(
                                                "\"name\":\"small\"",
                                                "\"extra\":[1],\"name\":\"small\"")))
                .hasMessageContaining("must be an object");
    }

    private static Project read(ObjectNode file) {
        return ProjectFile.read(file.toString(), Strategies::plain, project -> List.of());
    }

    private static Project read(String models) {
        return ProjectFile.read(file(models), Strategies::plain, project -> List.of());
    }

    private static List<String> problems(String models) {
        return catchThrowableOfType(InvalidFile.class, () -> read(models)).problems();
    }

    private static String file(String models) {
        return """
        id: p
        evaluator: exact
        question-type: words
        program: {prompt: Sort., role: the prompt}
        models:
        %s
        """
                .formatted(models.indent(2));
    }
}
