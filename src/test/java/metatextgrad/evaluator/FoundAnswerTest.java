package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.model.Score;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in a field of JSON, or in the match of a pattern. */
final class FoundAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"city": "Paris"}                          | exact          | paris  | CORRECT
                    {"city": "Rome"}                           | exact          | Paris  | WRONG
                    It is {"city": "Rome"}, no {"city": "Paris"}. | exact       | Paris  | CORRECT
                    ~~~json {"why": "{", "city": "Paris"} ~~~  | exact          | Paris  | CORRECT
                    {"city": "Paris"} {"other": "Rome"}        | exact          | Paris  | CORRECT
                    {"city": "Paris"                           | exact          | Paris  | UNPARSEABLE
                    {"town": "Paris"}                          | exact          | Paris  | UNPARSEABLE
                    {"city": ["Paris"]}                        | exact          | Paris  | UNPARSEABLE
                    {"city": ""}                               | exact          | Paris  | UNPARSEABLE
                    Paris                                      | exact          | Paris  | UNPARSEABLE
                    {"city": 1234}                             | number         | 1,234  | CORRECT
                    {"city": "$1,234.0"}                       | number         | 1234   | CORRECT
                    {"city": "many"}                           | number         | 1234   | UNPARSEABLE
                    {"city": 1}                                | number         | many   | INFRASTRUCTURE
                    {"city": 12500000.5}                       | number         | 12500000.5 | CORRECT
                    {"city": 0.0005}                           | number         | 0.0005 | CORRECT
                    {"city": 0.0000005}                        | exact          | 0.0000005 | CORRECT
                    {"city": 1.50}                             | exact          | 1.50   | CORRECT
                    {"city": 1e400}                            | number         | 1      | UNPARSEABLE
                    {"city": 1e999999999}                      | number         | 1      | UNPARSEABLE
                    {"city": 1e999999999}                      | exact          | 1E+999999999 | CORRECT
                    {"why": 1e-999999999, "city": "Paris"}     | exact          | Paris  | CORRECT
                    {"city": true}                             | exact          | True   | CORRECT
                    {"city": "b)"}                             | choice         | B      | CORRECT
                    {"city": ")]"}                             | token-sequence | ) ]    | CORRECT
                    {"city": "bee, ant"}                       | token-sequence | bee ant | CORRECT
                    """)
    void shouldCompareAField(String reply, String compare, String target, Score.Outcome outcome) {
        EvaluatorSpec spec =
                EvaluatorSpec.with("json-field", Map.of("field", "city", "compare", compare));
        assertOutcome(spec, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    The answer is 5.           | answer is (\\d+)   | exact  | 5 | CORRECT
                    The answer is 5, no, answer is 6. | answer is (\\d+) | exact | 6 | CORRECT
                    The answer is 5, no, answer is 6. | answer is (\\d+) | exact | 5 | WRONG
                    The answer is five.        | answer is (\\d+)   | exact  | 5 | UNPARSEABLE
                    so [1,234] then            | \\[(.*)\\]         | number | 1234 | CORRECT
                    so [B] then                | \\[(.*)\\]         | choice | b | CORRECT
                    x                          | (a)?x             | exact  | a | UNPARSEABLE
                    """)
    void shouldCompareTheMatchOfAPattern(
            String reply, String pattern, String compare, String target, Score.Outcome outcome) {
        EvaluatorSpec spec =
                EvaluatorSpec.with("regex", Map.of("pattern", pattern, "compare", compare));
        assertOutcome(spec, reply, target, outcome);
    }

    @Test
    void shouldReportThePlaceOfTheAnswer() {
        assertThat(finding(EvaluatorSpec.with("json-field", Map.of("field", "city")), "Rome", "R"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.UNPARSEABLE,
                                "There is no readable field `city` of a JSON object that gives a"
                                        + " text; the expected answer is `R`."));
        assertThat(finding(EvaluatorSpec.with("regex", Map.of("pattern", "=(.)")), "Rome", "R"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.UNPARSEABLE,
                                "There is no readable match of the pattern `=(.)` that gives a"
                                        + " text; the expected answer is `R`."));
    }

    /** A backtracking matcher would practically never finish this. */
    @Test
    void shouldTerminateForAnyPatternAndAnswer() {
        EvaluatorSpec spec = EvaluatorSpec.with("regex", Map.of("pattern", "((?:a+)+)+b"));
        assertOutcome(spec, "a".repeat(100_000), "b", Score.Outcome.UNPARSEABLE);
        EvaluatorSpec far = EvaluatorSpec.with("regex", Map.of("pattern", "a*b|(a)"));
        assertOutcome(far, "a".repeat(1000), "a", Score.Outcome.CORRECT);
        assertOutcome(far, "a".repeat(250_000), "a", Score.Outcome.UNPARSEABLE);
        assertOutcome(
                EvaluatorSpec.with("json-field", Map.of("field", "a")),
                "{\"a\":[".repeat(40_000),
                "b",
                Score.Outcome.UNPARSEABLE);
    }

    private static void assertOutcome(
            EvaluatorSpec spec, String reply, String target, Score.Outcome outcome) {
        assertThat(finding(spec, reply, target))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored ->
                                assertThat(scored.score().outcome())
                                        .as(scored.criticism())
                                        .isEqualTo(outcome));
    }

    private static Finding finding(EvaluatorSpec spec, String reply, String target) {
        return Evaluators.of(spec)
                .evaluate(EvaluatorContract.task(target), reply, AnswerParsing.STRICT);
    }
}
