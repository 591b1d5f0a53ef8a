package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskFileTest {
    private static final ProjectId PROJECT = new ProjectId("p");

    @Test
    void shouldReadOneObjectPerLine() {
        TaskSet set =
                read(
                        """
                        {"input": "a", "target": 1}

                        {"input": "b", "target": "two", "id": "x", "split": "val", "group": "g"}
                        """);
        assertThat(set.tasks())
                .containsExactly(
                        new TaskSubmitted(
                                PROJECT,
                                TaskSubmitted.idOf(PROJECT, "a", "1"),
                                "a",
                                "1",
                                set.set(),
                                null,
                                null),
                        new TaskSubmitted(
                                PROJECT, new TaskId("x"), "b", "two", set.set(), Split.VAL, "g"));
        assertThat(set.leftOut()).isEmpty();
    }

    @Test
    void shouldReadBigBenchOnOneLineOrMany() {
        String one = "{\"canary\": \"c\", \"examples\": [{\"input\": \"a\", \"target\": \"b\"}]}";
        String many = one.replace(", ", ",\n  ");
        assertThat(read(one).tasks()).isEqualTo(read(many).tasks());
        assertThat(read(one).tasks().getFirst().target()).isEqualTo("b");
    }

    @Test
    void shouldReadCsvWithAHeader() {
        TaskSet set =
                read("\ufefftarget,input,split\r\n3,\"how many,\nall in all?\",train\r\n4,b,\r\n");
        assertThat(set.tasks())
                .extracting(TaskSubmitted::input, TaskSubmitted::target, TaskSubmitted::split)
                .containsExactly(
                        tuple("how many,\nall in all?", "3", Split.TRAIN), tuple("b", "4", null));
    }

    /** What a file is called is no mistake, and the name of a set must be one that can be typed. */
    @Test
    void shouldNameASetAfterAnyFile() {
        String csv = "input,target\na,1\n";
        for (String file : List.of("my file (1)", "(x):y", "-", "", "x".repeat(300))) {
            String set =
                    TaskFile.read(csv, new ProjectId("p"), file, null, any -> null, false).set();
            assertThat(Ids.check("set", set)).isEqualTo(set);
        }
        assertThat(
                        TaskFile.read(
                                        csv,
                                        new ProjectId("p"),
                                        "my file (1)",
                                        null,
                                        any -> null,
                                        false)
                                .set())
                .startsWith("my file -1--");
    }

    @Test
    void shouldRenameTheSet() {
        TaskSet set =
                TaskFile.read(
                        "input,target\na,1\n",
                        new ProjectId("p"),
                        "file",
                        null,
                        any -> null,
                        false);

        TaskSet named = set.named("s1");

        assertThat(named.set()).isEqualTo("s1");
        assertThat(named.tasks())
                .extracting(TaskSubmitted::set, TaskSubmitted::id)
                .containsExactly(tuple("s1", set.tasks().getFirst().id()));
        assertThatThrownBy(() -> set.named(" ")).hasMessageStartingWith("set must be");
    }

    /**
     * JSON allows the other ends of lines of Unicode within texts, and other tools write them so.
     */
    @Test
    void shouldEndLinesAsJsonLinesDo() {
        String text =
                "{\"input\": \"a\u2028b\u0085c\", \"target\": \"1\"}\r\n"
                        + "{\"input\": \"d\", \"target\": \"examples\"}\n";
        assertThat(TaskFile.read(text, PROJECT, "tasks", null, any -> null, false).tasks())
                .extracting(TaskSubmitted::input)
                .containsExactly("a\u2028b\u0085c", "d");
        assertThat(TaskFile.isBigBench(text)).isFalse();
        assertThat(TaskFile.isBigBench("\ufeff{\"examples\": []}")).isTrue();
    }

    @Test
    void shouldReportLineAndReason() {
        assertThat(
                        problems(
                                """
                                {"input": "a", "target": "1"}
                                {"input": "b"}
                                {"imput": "c", "input": "c", "target": "1"}
                                not json
                                {"input": " ", "target": "1"}
                                {"input": "a", "target": "2"}
                                {"input": "d", "target": "1", "split": "dev"}
                                """))
                .satisfiesExactly(
                        problem -> assertThat(problem).isEqualTo("line 2: target is missing"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "line 3: unknown field `imput`. Did you mean"
                                                        + " `input`?"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "line 4: is not JSON: `not` is not a valid value (put text"
                                                        + " in double quotes)"),
                        problem -> assertThat(problem).isEqualTo("line 5: input is blank"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo("line 6: has the input or id of line 1"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "line 7: split must be one of train, val, gate,"
                                                        + " test, not `dev`"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "fix these rows, or skip them with --skip-bad (mtg run, mtg tasks import)"));
        assertThat(problems("{\"examples\": [{\"input\": \"a\"}]}"))
                .containsExactly("example 1: target is missing");
        assertThat(problems("input,target\n\"a\nb\",1\nc\n"))
                .startsWith("line 4: has 1 values, but there are 2 columns");
    }

    @Test
    void shouldReportProblemsOfAWholeFile() {
        assertThat(problems(" \n")).containsExactly("the file is empty");
        assertThat(problems("instruction,reply\na,b\n"))
                .containsExactly(
                        "line 1: unknown column `instruction`. Did you mean `input`?",
                        "line 1: unknown column `reply`",
                        "line 1: missing column `input`",
                        "line 1: missing column `target`");
        assertThat(problems("input,target\na,\"b\n"))
                .containsExactly("line 2: not CSV: a quote is not closed");
        assertThat(problems("input,target\na,\"b\"c\n"))
                .containsExactly("line 2: not CSV: text follows a closing quote");
        assertThat(problems("input,,target\na,b,c\n"))
                .containsExactly("line 1: column 2 has no name");
        assertThat(problems("input,input,target\na,b,c\n"))
                .containsExactly("line 1: duplicate column `input`");
        assertThat(problems("[{\"input\": \"a\"}]").getFirst())
                .startsWith("a JSON list is not a data set");
        assertThat(problems("input,target\n")).containsExactly("the file has no usable task");
        assertThat(problems(lines(10_001)))
                .containsExactly(
                        "the file has 10001 tasks; a set has at most 10,000."
                                + " Import it in parts, each as a set of its own");
    }

    @Test
    @DisplayName("DEFECT 15: GSM8K lines are read, and the rationale is cut off")
    void defect15ShouldReadQuestionAndAnswerWithoutTheRationale() {
        String lines =
                """
                {"question": "How many?", "answer": "2 and 3 are <<2+3=5>>5.\\n#### 1,005"}
                {"question": "How much?", "answer": 7}
                {"question": "Who?", "answer": "Ann", "split": "val"}
                """;
        String csv =
                """
                answer,question,split
                "2 and 3 are <<2+3=5>>5.
                #### 1,005",How many?,
                7,How much?,
                Ann,Who?,val
                """;
        for (String text : List.of(lines, csv))
            assertThat(read(text).tasks())
                    .extracting(TaskSubmitted::input, TaskSubmitted::target, TaskSubmitted::split)
                    .containsExactly(
                            tuple("How many?", "1,005", null),
                            tuple("How much?", "7", null),
                            tuple("Who?", "Ann", Split.VAL));
        assertThat(read("{\"input\": \"a\", \"target\": \"b #### c\"}").tasks().getFirst().target())
                .isEqualTo("b #### c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 + 3 = 5.\\n#### 5\\n  | 5
                    #### 5                  | 5
                    Use #### for headings.  | Use #### for headings.
                    #### Title\\nThe text.  | #### Title\\nThe text.
                    """)
    void shouldCutARationaleOnlyBeforeALastLineWithTheMark(String answer, String target) {
        String line = "{\"question\": \"Why?\", \"answer\": \"%s\"}".formatted(answer);
        assertThat(read(line).tasks().getFirst().target()).isEqualTo(target.replace("\\n", "\n"));
    }

    @Test
    @DisplayName("DEFECT 15: fields with the names of other data sets get a hint")
    void defect15ShouldSuggestOurNamesForThoseOfOtherDataSets() {
        assertThat(problems("{\"prompt\": \"a\", \"target\": \"b\"}"))
                .containsExactly("line 1: unknown field `prompt`. Did you mean `input`?");
        assertThat(problems("{\"Problem\": \"a\", \"label\": \"b\"}"))
                .containsExactly(
                        "line 1: unknown fields `Problem` (did you mean `input`?), `label` (did you"
                                + " mean `target`?)");
        assertThat(problems("{\"input\": \"a\", \"question\": \"b\", \"target\": \"c\"}"))
                .containsExactly("line 1: unknown field `question`. Did you mean `input`?");
        assertThat(problems("input,expected\na,b\n"))
                .containsExactly(
                        "line 1: unknown column `expected`. Did you mean `target`?",
                        "line 1: missing column `target`");
    }

    @Test
    void shouldReportWhyNoTaskIsUsable() {
        assertThatThrownBy(() -> read("{\"input\": \"a\"}\n", null, true))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        file ->
                                assertThat(file.problems())
                                        .containsExactly(
                                                "the file has no usable task",
                                                "line 1: target is missing"));
    }

    @Test
    void shouldNotFillTheScreen() {
        assertThat(problems("{}\n".repeat(50))).hasSize(21).last().isEqualTo("and 30 more");
    }

    @Test
    void shouldSkipAndCountBadLines() {
        TaskSet set = read(lines(3) + "nonsense\n" + lines(1), null, true);
        assertThat(set.tasks()).hasSize(3);
        assertThat(set.leftOut())
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("line 4: is not JSON"),
                        why -> assertThat(why).isEqualTo("line 5: has the input or id of line 1"));
    }

    @Test
    void shouldSplitByPositionWhereNoRowStatesASplit() {
        TaskSet set = read(lines(10), new SplitCounts(2, 3, 0, 4), false);
        assertThat(set.tasks())
                .extracting(TaskSubmitted::split)
                .containsExactly(
                        Split.TRAIN,
                        Split.TRAIN,
                        Split.VAL,
                        Split.VAL,
                        Split.VAL,
                        Split.TEST,
                        Split.TEST,
                        Split.TEST,
                        Split.TEST);
        assertThat(set.unused()).isEqualTo(1);
        InvalidFile few =
                catchThrowableOfType(
                        InvalidFile.class,
                        () -> read(lines(8), new SplitCounts(2, 3, 1, 3), false));
        assertThat(few).hasMessage("the file has 8 usable tasks, but the counts require 9");
    }

    @Test
    void shouldPreferTheSplitsThatTheFileStates() {
        String file = "{\"input\": \"x\", \"target\": \"y\", \"split\": \"gate\"}\n" + lines(5);
        assertThat(read(file, new SplitCounts(1, 1, 0, 1), false).tasks())
                .extracting(TaskSubmitted::split)
                .containsExactly(Split.GATE, null, null, null, null, null);
    }

    @Test
    void shouldCallAChangedFileAnotherSet() {
        String same = read(lines(5)).set();
        assertThat(read(lines(5)).set()).isEqualTo(same).startsWith("tasks-").hasSize(14);
        assertThat(read(lines(4)).set()).isNotEqualTo(same);
        assertThat(read(lines(5), new SplitCounts(1, 2, 0, 2), false).set()).isNotEqualTo(same);
        assertThat(read(lines(5)).tasks().size()).isEqualTo(5);
    }

    @Test
    void shouldReadEveryRowOfAFileThatIsSentAsTraffic() {
        assertThat(TaskFile.traffic(lines(10_001), PROJECT, "tasks", any -> null, false).tasks())
                .hasSize(10_001)
                .allMatch(task -> task.split() == null);
    }

    @Test
    void shouldReadTrafficThatRepeatsQuestionsAndHasNoAnswersYet() {
        String lines =
                """
                {"input": "a", "target": "1"}
                {"input": "a", "target": "1", "group": "g"}
                {"input": "a"}
                {"input": "b", "id": "x"}
                {"input": "b", "id": "x", "target": "2"}
                {"input": "b", "id": "x", "target": "2"}
                """;
        assertThat(TaskFile.traffic(lines, PROJECT, "tasks", any -> null, false).tasks())
                .extracting(TaskSubmitted::input, TaskSubmitted::target)
                .containsExactly(
                        tuple("a", "1"),
                        tuple("a", "1"),
                        tuple("a", null),
                        tuple("b", null),
                        tuple("b", "2"));
        assertThat(TaskFile.traffic("input\na\na\n", PROJECT, "t", any -> null, false).tasks())
                .extracting(TaskSubmitted::input, TaskSubmitted::target)
                .containsExactly(tuple("a", null), tuple("a", null));
    }

    /** Intake takes two tasks with one id and one time for one, so each needs an id. */
    @Test
    void shouldGiveRepeatedQuestionsOfTrafficIdsThatTheFileDecides() {
        String lines =
                """
                {"input": "a", "target": "1"}
                {"input": "b"}
                {"input": "a", "target": "1"}
                {"input": "b"}
                {"input": "a", "target": "1"}
                """;
        List<TaskId> ids = ids(lines);

        assertThat(ids)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .startsWith(
                        TaskSubmitted.idOf(PROJECT, "a", "1"),
                        TaskSubmitted.idOf(PROJECT, "b", null));
        assertThat(ids(lines)).isEqualTo(ids);
    }

    /** A row that is skipped claims no id and no input. */
    @Test
    void shouldCheckTheTargetBeforeTheId() {
        String lines =
                """
                {"input": "how many", "id": "x", "target": "many"}
                {"input": "how many", "id": "x", "target": "3"}
                """;
        Function<TaskSubmitted, @Nullable String> digits =
                task -> "many".equals(task.target()) ? "no number" : null;
        for (TaskSet read :
                List.of(
                        TaskFile.traffic(lines, PROJECT, "t", digits, true),
                        TaskFile.read(lines, PROJECT, "t", null, digits, true))) {
            assertThat(read.tasks()).extracting(TaskSubmitted::target).containsExactly("3");
            assertThat(read.leftOut()).containsExactly("line 1: no number");
        }
    }

    /** Intake would reject each of these rows. */
    @Test
    void shouldRefuseTrafficInWhichAnIdHasTwoInputsOrTwoAnswers() {
        String lines =
                """
                {"input": "a", "id": "x", "target": "1"}
                {"input": "b", "id": "x", "target": "1"}
                {"input": "a", "id": "x", "target": "2"}
                {"input": "a", "id": "x"}
                {"input": "a", "target": " "}
                {"input": "a", "id": " "}
                """;
        TaskSet read = TaskFile.traffic(lines, PROJECT, "tasks", any -> null, true);
        assertThat(read.tasks()).extracting(TaskSubmitted::target).containsExactly("1", null);
        assertThat(read.leftOut())
                .containsExactly(
                        "line 2: has the id of line 1, but not its input and target",
                        "line 3: has the id of line 1, but not its input and target",
                        "line 4: has the id of line 1, but not its input and target",
                        "line 6: task id is blank");
    }

    private static List<TaskId> ids(String lines) {
        return TaskFile.traffic(lines, PROJECT, "tasks", any -> null, false).tasks().stream()
                .map(TaskSubmitted::id)
                .toList();
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"input\": \"question " + i + "\", \"target\": " + i + "}\n")
                .collect(Collectors.joining());
    }

    private static TaskSet read(String text) {
        return read(text, null, false);
    }

    private static TaskSet read(String text, @Nullable SplitCounts counts, boolean skipBad) {
        return TaskFile.read(text, PROJECT, "tasks", counts, any -> null, skipBad);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(InvalidFile.class, () -> read(text)).problems();
    }
}
