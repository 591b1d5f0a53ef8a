package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;

/** Programs in the text of a model, and the defaults of what models forget. */
final class ProgramOfReplyTest {
    private static final Program CURRENT =
            new Program(List.of(call("add", "Add.", "adds prices", Node.TASK)), "add");

    @Test
    void shouldCompleteNodes() {
        String reply =
                """
                First the parts:
                {"nodes": [
                  {"id": "cut", "type": "split", "input": "task"},
                  {"id": "few", "type": "split", "input": "task", "separator": ";", "most": 4},
                  {"id": "add", "type": "llm", "inputs": ["cut"], "each": true, "prompt": {"value": "Add
                all."}},
                  {"id": "tax", "type": "llm", "inputs": ["few"], "prompt": "Tax.", "note": "new"},
                  {"id": "all", "type": "aggregate", "inputs": ["add", "tax"],},
                  {"id": "sum", "type": "extract", "input": "all", "pattern": "(\\S+)", "each": true}
                ], "output": "sum"} Done.
                """;

        assertThat(ProgramJson.ofReply(reply, CURRENT))
                .isEqualTo(
                        new Program(
                                List.of(
                                        new Node.SplitText("cut", Node.TASK, "\n", 16),
                                        new Node.SplitText("few", Node.TASK, ";", 4),
                                        new Node.LlmCall(
                                                "add",
                                                new Variable("Add\nall.", "adds prices", true),
                                                List.of("cut"),
                                                null,
                                                true),
                                        call("tax", "Tax.", "the prompt of tax", "few"),
                                        new Node.Aggregate("all", List.of("add", "tax"), "\n"),
                                        new Node.Extract("sum", "all", "(\\S+)")),
                                "sum"));
    }

    @Test
    void shouldKeepRoleAndMarkOfAPromptThatMayNotBeRewritten() {
        Node frozen =
                new Node.LlmCall(
                        "add",
                        new Variable("Add.", "adds prices", false),
                        List.of(Node.TASK),
                        null,
                        false);
        Program current = new Program(List.of(frozen), "add");
        String reply =
                """
                {"nodes": [
                  {"id": "add", "type": "llm", "inputs": ["task"],
                   "prompt": {"value": "Add.", "role": "the step that adds", "trainable": true}}
                ], "output": "add"}
                """;

        assertThat(ProgramJson.ofReply(reply, current)).isEqualTo(current);
    }

    @Test
    void shouldNotChooseBetweenPrograms() {
        String json = Json.write(CURRENT);

        assertThatThrownBy(() -> ProgramJson.ofReply(json + " or " + json, CURRENT))
                .hasMessage("is there more than once");
        assertThatThrownBy(() -> ProgramJson.ofReply("no program", CURRENT))
                .hasMessageStartingWith("is not JSON: ");
    }

    private static Node call(String id, String prompt, String role, String input) {
        return new Node.LlmCall(id, new Variable(prompt, role, true), List.of(input), null, false);
    }
}
