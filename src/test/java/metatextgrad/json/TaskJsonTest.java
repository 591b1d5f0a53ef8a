package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskJsonTest {
    private static final ProjectId PROJECT = new ProjectId("p");

    @Test
    void shouldReadEveryField() {
        String json =
                """
                {"project": "p", "input": "2 + 2?", "target": 4, "id": "a", "set": "sums",
                 "split": "val", "group": "g"}
                """;
        assertThat(TaskJson.read(json, "q"))
                .isEqualTo(
                        new TaskSubmitted(
                                PROJECT, new TaskId("a"), "2 + 2?", "4", "sums", Split.VAL, "g"));
    }

    @ParameterizedTest
    @CsvSource({
        "12500000.5, 12500000.5",
        "0.0005, 0.0005",
        "0.0000005, 0.0000005",
        "1.50, 1.50",
        "1.5e3, 1500",
        "1e999999999, 1E+999999999",
        "1e-999999999, 1E-999999999",
    })
    void shouldKeepTheDigitsOfANumber(String number, String text) {
        String json = "{\"input\": \"x\", \"target\": %s, \"id\": %1$s}".formatted(number);
        TaskSubmitted task = TaskJson.read(json, "p");
        assertThat(task.target()).isEqualTo(text);
        assertThat(task.id()).isEqualTo(new TaskId(text));
    }

    @Test
    void shouldWriteOutAnExponentOfSomeHundreds() {
        assertThat(TaskJson.read("{\"input\": \"x\", \"target\": 1e400}", "p").target())
                .isEqualTo("1" + "0".repeat(400));
    }

    @Test
    void shouldNameATaskByItsContent() {
        assertThat(TaskJson.read("{\"input\": \"hello\"}", "p"))
                .isEqualTo(
                        new TaskSubmitted(
                                PROJECT,
                                TaskSubmitted.idOf(PROJECT, "hello", null),
                                "hello",
                                null,
                                null,
                                null,
                                null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "user"})
    void shouldTakeABlankGroupAsNone(String name) {
        String json = "{\"input\": \"hello\", \"%s\": \" \"}".formatted(name);
        assertThat(TaskJson.read(json, "p").group()).isNull();
        String answer =
                """
                {"project": "p", "task": "t", "version": "v", "serial": 1, "probability": 1, "output": "o",
                 "served": "2026-11-28T12:00:00Z", "%s": " "}
                """
                        .formatted(name);
        assertThat(AnswerJson.read(answer).group()).isEmpty();
    }

    @Test
    void shouldReadTheProjectFromHeaderThenFieldThenKey() {
        String named = "{\"project\": \"field\", \"input\": \"x\"}";
        assertThat(TaskJson.read(named, "header", "key").key()).isEqualTo("header");
        assertThat(TaskJson.read(named, null, "key").key()).isEqualTo("field");
        assertThat(TaskJson.read("{\"input\": \"x\"}", null, "key").key()).isEqualTo("key");
    }

    @Test
    void shouldReadABlankTargetAsNone() {
        assertThat(TaskJson.read("{\"input\": \"x\", \"target\": \" \"}", "p").target()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"input": "x", "inptu": 1} | unknown field `inptu`. Did you mean `input`?
                    {"input": "x", "foo": 1, "st": 1} | unknown fields `foo`, `st` (did you mean `set`?)
                    {"input": "x", "zzz": 1}   | unknown field `zzz`
                    {"target": "x"}            | input: is missing
                    {"input": " "}             | input is blank
                    {"input": 7}               | input: must be a string
                    {"input": "x", "target":[]}| target: must be a string or a number
                    ["input"]                  | must be an object
                    7                          | must be an object
                    {"input": "\\ud800"}       | input has an unpaired surrogate
                    {"input": "x", "id": ""}   | task id is blank
                    {"input":"x","split":"vla"}| split must be one of train, val, gate, test, not `vla`
                    {"input":"x","set":"s","split":"live"} | split `live` is only valid for tasks without a set
                    """)
    void shouldReportTheProblemInOneLine(String json, String reason) {
        assertThatThrownBy(() -> TaskJson.read(json, "p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"input":                | unexpected end of file
                    {"input": "a             | unexpected end of file
                    {"a": 1, "a": 2}         | duplicate field `a`
                    {"input": "a"} {}        | unexpected content after the end of the JSON value
                    {"input": maybe}         | `maybe` is not a valid value (put text in double quotes)
                    {input: "a"}             | unexpected character `i` at column 2
                    {"input": "a",}          | unexpected character `}` at column 15
                    {"input": 01}            | it cannot be read at column 12
                    """)
    void shouldReportInvalidJsonWithoutTermsOfTheLibrary(String json, String reason) {
        assertThatThrownBy(() -> TaskJson.read(json, "p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not JSON: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " a", "../a", "a/b", "a\u0000b", "a\nb", "a\n", "-a", "a\u202eb"})
    void shouldRefuseAmbiguousNames(String name) {
        String rule =
                " must be 1 to 200 characters: a letter or digit, then letters, digits, `.`, `_`,"
                        + " `-` or blanks";
        String field = Json.write(Json.object().put("input", "x").put("project", name));
        String set = Json.write(Json.object().put("input", "x").put("set", name));
        assertThatThrownBy(() -> TaskJson.read("{\"input\": \"x\"}", name, "p"))
                .hasMessage("project" + rule);
        assertThatThrownBy(() -> TaskJson.read(field, null, "p")).hasMessage("project" + rule);
        assertThatThrownBy(() -> TaskJson.read(set, null, "p")).hasMessage("set" + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "Käse 2.0_x-y", "日本語", "हिन्दी"})
    void shouldAcceptNamesOfEveryLanguage(String name) {
        TaskSubmitted task =
                TaskJson.read(Json.write(Json.object().put("input", "x").put("set", name)), name);
        assertThat(task.project().value()).isEqualTo(name);
        assertThat(task.set()).isEqualTo(name);
        assertThatThrownBy(() -> Ids.check("set", "x".repeat(201))).hasMessageStartingWith("set ");
        assertThat(Ids.check("set", "x".repeat(200))).hasSize(200);
    }

    @Test
    void shouldRefuseATaskOfNoProject() {
        assertThatThrownBy(() -> TaskJson.read("{\"input\": \"x\"}", null))
                .hasMessage("no project: set the field `project`, or give --project");
        assertThatThrownBy(() -> TaskJson.read("{\"input\": \"x\"}", null, null))
                .hasMessage(
                        "no project: set the header `mtg-project` or the field `project`, or use"
                                + " the name of a defined project as the record key");
    }

    @Test
    @DisplayName("FAULT 38: a task of 100 KB is taken, one over 128 KB refused with its size")
    void shouldAcceptHundredKilobytesAndReportTheSizeAbove128() {
        assertThat(TaskJson.read(json("x".repeat(100 * 1024)), "p").input()).hasSize(102_400);
        assertThat(TaskJson.read(json("é".repeat(64 * 1024)), "p").input()).hasSize(65_536);
        assertThatThrownBy(() -> TaskJson.read(json("é".repeat(64 * 1024) + "x"), "p"))
                .hasMessage("input has 131073 bytes; the maximum is 131072");
    }

    @Property(tries = 300)
    @Label("FAULT 37: any text of a task is kept as it is")
    void shouldNotChangeText(@ForAll String input) {
        String odd = "\u0000😀\u202e\u200b" + input.replaceAll("[\\ud800-\\udfff]", "");
        assertThat(TaskJson.read(json(odd), "p").input()).isEqualTo(odd);
    }

    private static String json(String input) {
        return Json.write(Json.object().put("input", input));
    }
}
