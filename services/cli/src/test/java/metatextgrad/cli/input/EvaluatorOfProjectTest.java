package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.json.TaskSet;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command reports problems of a project's evaluator before it bills any model call. */
final class EvaluatorOfProjectTest {
    @TempDir private Path folder;

    private static final String PROJECT =
            """
            id: p
            evaluator: %s
            question-type: sorting
            program: {prompt: Sort., role: the prompt}
            models: {program: small, optimizer: large}
            """;

    @Test
    void shouldAcceptTheLongForm() {
        assertThat(read("{name: json-field, field: n}").loop().evaluator())
                .isEqualTo(EvaluatorSpec.with("json-field", Map.of("field", "n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    juge | no evaluator is called `juge`. Did you mean `judge`? Known: choice, composite, exact, json, json-field, json-list, judge, number, regex, rubric, token-sequence
                    token-seq | no evaluator is called `token-seq`. Did you mean `token-sequence`? Known: choice, composite, exact, json, json-field, json-list, judge, number, regex, rubric, token-sequence
                    json-field | `json-field` needs the setting `field`
                    {name: json-field, feild: n} | `json-field` has no setting `feild`. Did you mean `field`?
                    {name: regex, pattern: '(a'} | `pattern` is malformed or no pattern of RE2: missing closing ) at `(a`
                    {name: composite, parts: [{weight: 0.5, evaluator: exact}]} | the weights of `parts` sum to 0.5, not to 1
                    {name: composite, parts: [{weight: 1, evaluator: exat}]} | parts[0]: no evaluator is called `exat`. Did you mean `exact`? Known: choice, composite, exact, json, json-field, json-list, judge, number, regex, rubric, token-sequence
                    """)
    void shouldReportAProblemInOneLine(String evaluator, String complaint) {
        assertThatThrownBy(() -> read(evaluator))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("p.yaml: evaluator: " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    number | no digits here | `number` cannot use the target: The expected answer `no digits here` is not one number.
                    number | 3 or 4 | `number` cannot use the target: The expected answer `3 or 4` is not one number.
                    choice | Z | `choice` cannot use the target: The expected answer `Z` is not one letter.
                    {name: json-field, field: n, compare: number} | none | `json-field` cannot use the target: The expected answer `none` is not one number.
                    {name: composite, parts: [{weight: 0.5, evaluator: judge}, {weight: 0.5, evaluator: number}]} | none | `composite` cannot use the target: The expected answer `none` is not one number.
                    """)
    void defect12ShouldRefuseTargetsThatTheEvaluatorCannotUse(
            String evaluator, String target, String complaint) throws IOException {
        String usable = evaluator.equals("choice") ? "B" : "7";
        Path file = Files.writeString(folder.resolve("t.jsonl"), tasks(usable, target));
        assertThatThrownBy(() -> Inputs.tasks(file, read(evaluator), false))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageStartingWith(file + ": line 2: evaluator " + complaint)
                .hasMessageContaining("--skip-bad");
        TaskSet set = Inputs.tasks(file, read(evaluator), true);
        assertThat(set.tasks()).hasSize(1);
        assertThat(set.leftOut()).containsExactly("line 2: evaluator " + complaint);
    }

    private static String tasks(String usable, String target) {
        return """
                {"input": "a", "target": "%s"}
                {"input": "b", "target": "%s"}
                """
                .formatted(usable, target);
    }

    private static Project read(String evaluator) {
        return Inputs.project("p.yaml", PROJECT.formatted(evaluator));
    }
}
