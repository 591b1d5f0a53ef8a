package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.json.export.ChatTemplate;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A framework that makes the call itself sends the messages of the program. */
final class ChatTemplatesTest {
    @Test
    void shouldPutTheTaskWhereTheProgramDoes() {
        assertThat(ChatTemplates.of(program(null)))
                .isEqualTo(new ChatTemplate("Answer {{x}}.", List.of("", "")));
        assertThat(ChatTemplates.of(program("Text: {{task}}\nAgain: {{task}}!")))
                .isEqualTo(new ChatTemplate("Answer {{x}}.", List.of("Text: ", "\nAgain: ", "!")));
    }

    @Test
    void shouldRefuseAProgramOfSeveralNodes() {
        Program program =
                new Program(
                        List.of(call("plan", "task", null), call("solve", "plan", null)), "solve");

        assertThatThrownBy(() -> ChatTemplates.of(program))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its program has several nodes (plan, solve), and a prompt has one");
    }

    private static Program program(@Nullable String template) {
        return new Program(List.of(call("solve", "task", template)), "solve");
    }

    private static Node.LlmCall call(String id, String input, @Nullable String template) {
        return new Node.LlmCall(
                id,
                new Variable("Answer {{x}}.", "a prompt", true),
                List.of(input),
                template,
                false);
    }
}
