package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.project.EvaluatorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    exact      | field   | a      | `exact` has no setting `field`
                    json-field | feild   | a      | `json-field` has no setting `feild`. Did you mean `field`?
                    json-field | compare | number | `json-field` needs the setting `field`
                    json-field | field   | " "    | `json-field` needs the setting `field`
                    regex      | compare | exact  | `regex` needs the setting `pattern`
                    regex      | pattern | (a     | `pattern` is malformed or no pattern of RE2: missing closing ) at `(a`
                    regex      | pattern | (?=a)  | "`pattern` is malformed or no pattern of RE2: invalid or unsupported Perl syntax at `(?=`"
                    regex      | pattern | a+     | `pattern` has no group: put ( ) around the answer
                    judge      | instructions | a | `judge` has no setting `instructions`. Did you mean `instruction`?
                    composite  | parts   | a      | `composite` needs `parts`
                    """)
    void shouldReportTheProblem(String name, String setting, String value, String complaint) {
        assertComplaint(EvaluatorSpec.with(name, Map.of(setting, value)), complaint);
    }

    @Test
    void shouldSuggestAKindOfComparison() {
        assertComplaint(
                EvaluatorSpec.with("json-field", Map.of("field", "a", "compare", "numbr")),
                "`compare` must be one of exact, token-sequence, number, choice, not `numbr`. Did"
                        + " you mean `number`?");
    }

    @Test
    void shouldBoundPatterns() {
        assertComplaint(
                EvaluatorSpec.with("regex", Map.of("pattern", "(" + "a".repeat(4999) + ")")),
                "`pattern` is too large: its length times the counts in it is above 5000");
        assertComplaint(
                EvaluatorSpec.with("regex", Map.of("pattern", "(((a{1000}){1000}){1000})")),
                "`pattern` is too large: its length times the counts in it is above 5000");
    }

    @Test
    void shouldAcceptPartsOfAComposite() {
        assertComplaint(
                composite(part(.5, "exact"), part(.4, "number")),
                "the weights of `parts` sum to 0.9, not to 1");
        assertComplaint(
                composite(part(.5, "judge"), part(.5, "judge")),
                "at most one of `parts` may use a judge model");
        assertComplaint(
                composite(part(.5, "exact"), part(.5, "composite")),
                "parts[1]: a composite has no composite inside");
        assertComplaint(
                composite(part(.5, "exact"), part(.5, "json-field")),
                "parts[1]: `json-field` needs the setting `field`");
        assertComplaint(
                new EvaluatorSpec("exact", new TreeMap<>(), List.of(part(1, "exact"))),
                "`exact` has no parts");
        assertThatThrownBy(() -> part(0, "exact"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight must be in (0, 1], not 0.0");
    }

    private static void assertComplaint(EvaluatorSpec spec, String complaint) {
        assertThatThrownBy(() -> Evaluators.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    private static EvaluatorSpec composite(EvaluatorSpec.Part... parts) {
        return new EvaluatorSpec("composite", new TreeMap<>(), Arrays.asList(parts));
    }

    private static EvaluatorSpec.Part part(double weight, String name) {
        return new EvaluatorSpec.Part(weight, EvaluatorSpec.named(name));
    }
}
