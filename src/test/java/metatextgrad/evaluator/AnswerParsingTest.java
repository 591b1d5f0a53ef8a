package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.Score;
import metatextgrad.model.project.AnswerParsing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** METHOD §3.2, example by example, and the result of the strict grammar for the same replies. */
final class AnswerParsingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    1,234            | 1234 | CORRECT
                    -3               | 3    | CORRECT
                    $5.50            | 5    | CORRECT
                    12/5             | 125  | CORRECT
                    8 (step 2)       | 2    | CORRECT
                    .5               | 0    | CORRECT
                    no number        | 0    | CORRECT
                    no number        | 7    | WRONG
                    Answer: 7\u00a0x | 7    | CORRECT
                    5m²              | 0    | CORRECT
                    ٣                | 3    | CORRECT
                    """)
    void shouldReadNumbersAsTextGradDoes(String reply, String target, Score.Outcome outcome) {
        assertOutcome("number", AnswerParsing.TEXTGRAD_COMPAT, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Answer: 1,234                 | 1234  | CORRECT
                    Answer: -3                    | 3     | WRONG
                    Answer: -3                    | -3    | CORRECT
                    Answer: $5.50                 | 5.5   | CORRECT
                    Answer: 12/5                  | 125   | UNPARSEABLE
                    Answer: 8 (step 2)            | 2     | UNPARSEABLE
                    Answer: .5                    | 0.50  | CORRECT
                    Answer: none                  | 0     | UNPARSEABLE
                    I counted 8                   | 8     | UNPARSEABLE
                    MyAnswer: 8                   | 8     | UNPARSEABLE
                    **Final answer**: **8** pears | 8     | CORRECT
                    Answer: 10-3                  | 7     | UNPARSEABLE
                    Answer: 8 or 9                | 8     | UNPARSEABLE
                    Answer: 8.                    | 8     | CORRECT
                    Answer: 72                    | 9 * 8 = 72 #### 72 | CORRECT
                    Answer: 7                     | seven | INFRASTRUCTURE
                    """)
    void shouldReadNumbersStrictly(String reply, String target, Score.Outcome outcome) {
        assertOutcome("number", AnswerParsing.STRICT, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Answer: A, no. Answer: C | A | CORRECT
                    Answer: A, no. Answer: C | C | WRONG
                    Answer: Because          | B | CORRECT
                    answer: b                | B | WRONG
                    **Answer:** C            | C | UNPARSEABLE
                    Answer: (C)              | C | UNPARSEABLE
                    Answer: $C               | C | UNPARSEABLE
                    Answer :C                | C | CORRECT
                    """)
    void shouldReadChoicesAsTextGradDoes(String reply, String target, Score.Outcome outcome) {
        assertOutcome("choice", AnswerParsing.TEXTGRAD_COMPAT, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Answer: A, no. Answer: C | C   | CORRECT
                    Answer: Because          | B   | UNPARSEABLE
                    Answer: A dog            | A   | UNPARSEABLE
                    answer: b                | B   | CORRECT
                    **Answer:** C            | C   | CORRECT
                    Answer: (C)              | C   | CORRECT
                    Answer: $C$              | (C) | CORRECT
                    Answer: C) Paris         | C   | CORRECT
                    """)
    void shouldReadChoicesStrictly(String reply, String target, Score.Outcome outcome) {
        assertOutcome("choice", AnswerParsing.STRICT, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    So far so good. Answer: ) ] }  | ) ] } | CORRECT
                    Answer: )]}                    | ) ] } | CORRECT
                    Answer: `) ] }`                | ) ] } | CORRECT
                    Answer: } ] )                  | ) ] } | WRONG
                    Answer: nothing                | ) ] } | UNPARSEABLE
                    ) ] }                          | ) ] } | UNPARSEABLE
                    Answer: ) ]                    | ) ] } | WRONG
                    Answer: ant bee o'clock        | ant bee o'clock | CORRECT
                    Answer: Ant, bee, o'clock.     | ant bee o'clock | CORRECT
                    Answer: bee ant o'clock        | ant bee o'clock | WRONG
                    Answer:                        | ant bee o'clock | UNPARSEABLE
                    """)
    void shouldReadSequencesStrictly(String reply, String target, Score.Outcome outcome) {
        assertOutcome("token-sequence", AnswerParsing.STRICT, reply, target, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the rest is ) then ]    | ) ]     | CORRECT
                    [ ( Answer: ) ]         | ) ]     | CORRECT
                    [ ( ) ]                 | ) ]     | WRONG
                    Answer: Ant bee         | ant bee | WRONG
                    Answer: ant    bee      | ant bee | CORRECT
                    """)
    void shouldReadSequencesUnchanged(String reply, String target, Score.Outcome outcome) {
        assertOutcome("token-sequence", AnswerParsing.TEXTGRAD_COMPAT, reply, target, outcome);
    }

    private static void assertOutcome(
            String evaluator,
            AnswerParsing reading,
            String reply,
            String target,
            Score.Outcome outcome) {
        Finding finding =
                Evaluators.named(evaluator)
                        .evaluate(EvaluatorContract.task(target), reply, reading);
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored ->
                                assertThat(scored.score().outcome())
                                        .as(scored.criticism())
                                        .isEqualTo(outcome));
    }
}
