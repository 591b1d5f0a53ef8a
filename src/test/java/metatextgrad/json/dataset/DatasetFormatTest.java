package metatextgrad.json.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static metatextgrad.json.dataset.DatasetFormat.DSPY;
import static metatextgrad.json.dataset.DatasetFormat.LANGFUSE;
import static metatextgrad.json.dataset.DatasetFormat.PROMPTFOO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;
import metatextgrad.model.Split;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files as the tools write them: each record becomes a task, or a line with its place. */
final class DatasetFormatTest {
    @Test
    void shouldReadAnExportOfLangfuse() throws IOException {
        assertThat(LANGFUSE.rows(file("langfuse-export.json"), null))
                .containsExactly(
                        good("item 1", "What is the capital of France?", "Paris", "cm4x0k1"),
                        good("item 2", "And of Italy?", "Rome", "cm4x0k2"),
                        new TaskRow.Bad("item 3", "the item is archived"),
                        good("item 4", "{\"country\":\"Spain\",\"year\":1990}", "42", "cm4x0k4"),
                        new TaskRow.Bad("item 5", "expectedOutput is missing"));
    }

    @Test
    void shouldReadAPageOfLangfusesApi() throws IOException {
        assertThat(LANGFUSE.rows(file("langfuse-page.json"), null))
                .containsExactly(
                        good("item 1", "What is the capital of France?", "Paris", "cm4x0k1"));
    }

    @Test
    void shouldReadLinesOfLangfuse() {
        assertThat(
                        LANGFUSE.rows(
                                "{\"id\":\"a\",\"input\":\"1?\",\"expectedOutput\":\"1\"}\n\n{\"id\":\n",
                                null))
                .containsExactly(
                        good("line 1", "1?", "1", "a"),
                        new TaskRow.Bad("line 3", "is not JSON: unexpected end of file"));
    }

    @Test
    void shouldReadATableOfLangfuse() throws IOException {
        assertThat(LANGFUSE.rows(file("langfuse-export.csv"), null))
                .containsExactly(
                        good("line 2", "What is the capital of France?", "Paris", "cm4x0k1"),
                        good("line 3", "[not JSON] but text, with a comma", "Rome", "cm4x0k2"),
                        new TaskRow.Bad("line 4", "input is missing"));
        assertThatThrownBy(() -> LANGFUSE.rows("question,answer\n1?,1\n", null))
                .isInstanceOf(InvalidFile.class)
                .hasMessage("line 1: missing column `input`");
    }

    @Test
    void shouldKeepAConversationOfSeveralTurns() {
        String item =
                """
                [{"input": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"},
                  {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "Bye"}],
                  "expectedOutput": "Bye"}]""";

        assertThat(LANGFUSE.rows(item, null))
                .containsExactly(
                        good(
                                "item 1",
                                "[{\"content\":\"Hi\",\"role\":\"user\"},{\"content\":\"Hello\",\"role\":\"assistant\"},{\"content\":\"Bye\",\"role\":\"user\"}]",
                                "Bye",
                                null));
    }

    @Test
    void shouldKeepTheDigitsOfNumbers() {
        String item = "{\"input\": {\"a\": 12500000.5, \"b\": [0.0000005, 1.50, 1e999999999]}, ";
        String input = "{\"a\":12500000.5,\"b\":[0.0000005,1.50,\"1E+999999999\"]}";

        assertThat(
                        LANGFUSE.rows(
                                item
                                        + "\"expectedOutput\": 12500000.5}\n"
                                        + item
                                        + "\"expectedOutput\": 1e400}\n"
                                        + item
                                        + "\"expectedOutput\": {\"value\": 0.0000005}}",
                                null))
                .containsExactly(
                        good("line 1", input, "12500000.5", null),
                        good("line 2", input, "1" + "0".repeat(400), null),
                        good("line 3", input, "0.0000005", null));
        assertThat(
                        PROMPTFOO.rows(
                                """
                                - vars: {price: 12500000.5, rate: 0.0000005}
                                  assert: [{type: equals, value: 1.50}]
                                """,
                                null))
                .containsExactly(
                        good("test 1", "{\"price\":12500000.5,\"rate\":0.0000005}", "1.50", null));
        assertThat(DSPY.rows("{\"question\": 1.50, \"answer\": 0.0005}", null))
                .containsExactly(good("line 1", "1.50", "0.0005", null));
    }

    @Test
    void shouldReadAConfigurationOfPromptfoo() throws IOException {
        assertThat(PROMPTFOO.rows(file("promptfooconfig.yaml"), null))
                .containsExactly(
                        good(
                                "test 1",
                                "{\"question\":\"What is the capital of France?\",\"tone\":\"short\"}",
                                "Paris",
                                null),
                        good(
                                "test 2",
                                "{\"question\":\"How many continents are there?\",\"tone\":\"exact\"}",
                                "7",
                                null),
                        new TaskRow.Bad(
                                "test 3",
                                "no assertion has a right answer (llm-rubric): add `equals`, or state a variable with --target-field (variables: tone, question)"),
                        new TaskRow.Bad(
                                "test 4",
                                "variable `question` is a list, which promptfoo makes several tests of: write a test for each value"),
                        new TaskRow.Bad(
                                "test 5", "the assertions have several right answers: this, that"),
                        good("test 6", "short", "nothing", null));
    }

    @Test
    void shouldTakeTheAnswerOfPromptfooFromAVariable() throws IOException {
        assertThat(PROMPTFOO.rows(file("promptfoo-default.yaml"), null))
                .containsExactly(
                        good(
                                "test 1",
                                "What does GPT stand for?",
                                "Generative Pre-trained Transformer",
                                null),
                        new TaskRow.Bad(
                                "test 2",
                                "assertion `factuality` uses the unknown variable `reference_answer`"));
        assertThat(PROMPTFOO.rows("question,expectedAnswer\n2+2?,4\n3+3?,\n", "expectedAnswer"))
                .containsExactly(
                        good("line 2", "2+2?", "4", null),
                        new TaskRow.Bad("line 3", "the test has no variable `expectedAnswer`"));
    }

    @Test
    void shouldReadATableOfPromptfoo() throws IOException {
        assertThat(PROMPTFOO.rows(file("promptfoo.csv"), null))
                .containsExactly(
                        good("line 2", "What is 2+2?", "4", null),
                        good("line 3", "What is the capital of France?", "Paris", null),
                        good("line 4", "Say hello, please", "Hello there", null),
                        new TaskRow.Bad(
                                "line 5",
                                "no assertion has a right answer (llm-rubric): add `equals`, or state a variable with --target-field (variables: question)"),
                        good("line 6", "What time is it?", "12:30", null));
        assertThat(PROMPTFOO.rows("q,__expected,__prefix\n1?,1,Think.\n", null))
                .containsExactly(
                        new TaskRow.Bad(
                                "line 2",
                                "column `__prefix` changes the prompt, which a task cannot"));
    }

    @Test
    void shouldReadLinesOfPromptfoo() throws IOException {
        assertThat(PROMPTFOO.rows(file("promptfoo.jsonl"), null))
                .containsExactly(
                        good("line 1", "{\"x\":5,\"y\":3}", "8", null),
                        good("line 2", "{\"x\":10,\"y\":7}", "17", null),
                        new TaskRow.Bad("line 3", "the value of assertion `equals` is missing"),
                        new TaskRow.Bad("line 4", "is not JSON: unexpected end of file"));
    }

    @Test
    void shouldNameTheFileThatHasTheTestsOfPromptfoo() {
        assertThatThrownBy(() -> PROMPTFOO.rows("tests: file://tests.csv\n", null))
                .isInstanceOf(InvalidFile.class)
                .hasMessage("`tests` names another file: import file://tests.csv");
        assertThatThrownBy(() -> PROMPTFOO.rows("prompts: [a]\n", null))
                .isInstanceOf(InvalidFile.class)
                .hasMessage("has no list `tests`, and is no list of tests");
    }

    @Test
    void shouldReadExamplesOfDspy() throws IOException {
        assertThat(DSPY.rows(file("dspy.json"), null))
                .containsExactly(
                        good(
                                "example 1",
                                "What is the capital of France?",
                                "Paris",
                                "0f6a",
                                Split.TRAIN),
                        good("example 2", "And of Italy?", "Rome", "0f6b", Split.VAL),
                        good("example 3", "How many?", "7", "0f6c", Split.TEST),
                        good(
                                "example 4",
                                "{\"context\":[\"Madrid is in Spain.\"],\"question\":\"Where is Madrid?\"}",
                                "Spain",
                                null),
                        new TaskRow.Bad(
                                "example 5",
                                "no field is known to be the right answer: state one with --target-field (fields: question)"),
                        new TaskRow.Bad(
                                "example 6",
                                "dspy_split must be one of train, dev, test, not `holdout`"),
                        new TaskRow.Bad("example 7", "must be an object"));
    }

    @Test
    void shouldTakeTheAnswerOfDspyFromTheStatedField() {
        assertThat(DSPY.rows("text,sentiment\nFine.,good\n", "sentiment"))
                .containsExactly(good("line 2", "Fine.", "good", null));
        assertThat(DSPY.rows("{\"text\": \"Fine.\"}", "sentiment"))
                .containsExactly(new TaskRow.Bad("line 1", "the example has no field `sentiment`"));
    }

    @Test
    void shouldRefuseASavedProgramOfDspy() throws IOException {
        String state = file("dspy-state.json");

        assertThatThrownBy(() -> DSPY.rows(state, null))
                .isInstanceOf(InvalidFile.class)
                .hasMessageStartingWith("is the state of a saved program, which has no data set");
    }

    @Test
    void shouldRefuseColumnsWithoutANameOfTheirOwn() {
        refused(() -> LANGFUSE.rows("input,expectedOutput,input\n1?,1,2?\n", null), "input");
        refused(() -> PROMPTFOO.rows("q,__expected,q\n1?,1,2?\n", null), "q");
        refused(() -> DSPY.rows("text,text,answer\n1?,2?,1\n", null), "text");
        for (DatasetFormat format : DatasetFormat.values())
            assertThatThrownBy(() -> format.rows("input,,expectedOutput,\n1?,2?,1,2\n", null))
                    .isInstanceOf(InvalidFile.class)
                    .hasMessage("line 1: column 2 has no name\nline 1: column 4 has no name");
    }

    private static void refused(ThrowingCallable read, String column) {
        assertThatThrownBy(read)
                .isInstanceOf(InvalidFile.class)
                .hasMessage("line 1: duplicate column `%s`", column);
    }

    private static TaskRow good(String place, String input, String target, @Nullable String id) {
        return good(place, input, target, id, null);
    }

    private static TaskRow good(
            String place, String input, String target, @Nullable String id, @Nullable Split split) {
        return new TaskRow.Good(place, new TaskFields(input, target, id, split, null));
    }

    private static String file(String name) throws IOException {
        try (InputStream file = DatasetFormatTest.class.getResourceAsStream("/dataset/" + name)) {
            return new String(requireNonNull(file, name).readAllBytes(), UTF_8);
        }
    }
}
