package metatextgrad.json.export;

import static metatextgrad.json.export.PromptFormat.DSPY;
import static metatextgrad.json.export.PromptFormat.LANGCHAIN;
import static metatextgrad.json.export.PromptFormat.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.json.Json;
import org.junit.jupiter.api.Test;

/**
 * The JSON that frameworks load. The gateway's tests load it with the frameworks themselves, where
 * they can be installed.
 */
final class PromptFormatTest {
    private static final ChatTemplate PLAIN =
            new ChatTemplate("Answer {briefly}.", List.of("", ""));
    private static final ChatTemplate AROUND =
            new ChatTemplate("Answer.", List.of("Text {1}: ", " End."));

    @Test
    void shouldWriteMessagesOfOpenAi() {
        assertJson(
                OPENAI.write(PLAIN),
                """
                {"messages": [{"role": "system", "content": "Answer {briefly}."},
                  {"role": "user", "content": "{{task}}"}]}""");
        assertThat(OPENAI.write(AROUND)).contains("\"Text {1}: {{task}} End.\"");
    }

    @Test
    void shouldWriteAChatPromptOfLangChain() {
        assertJson(
                LANGCHAIN.write(AROUND),
                """
                {"lc": 1, "type": "constructor",
                 "id": ["langchain", "prompts", "chat", "ChatPromptTemplate"],
                 "kwargs": {"input_variables": ["task"], "messages": [
                   {"lc": 1, "type": "constructor",
                    "id": ["langchain", "schema", "messages", "SystemMessage"],
                    "kwargs": {"content": "Answer.", "type": "system"}},
                   {"lc": 1, "type": "constructor",
                    "id": ["langchain", "prompts", "chat", "HumanMessagePromptTemplate"],
                    "kwargs": {"prompt": {"lc": 1, "type": "constructor",
                      "id": ["langchain", "prompts", "prompt", "PromptTemplate"],
                      "kwargs": {"input_variables": ["task"],
                        "template": "Text {{1}}: {task} End.",
                        "template_format": "f-string"}}}}]}}""");
        assertThat(LANGCHAIN.write(PLAIN)).contains("\"Answer {briefly}.\"", "\"{task}\"");
    }

    @Test
    void shouldWriteTheStateOfAPredictorOfDspy() {
        assertJson(
                DSPY.write(PLAIN),
                """
                {"traces": [], "train": [], "demos": [],
                 "signature": {"instructions": "Answer {briefly}.", "fields": [
                   {"prefix": "Task:", "description": "${task}"},
                   {"prefix": "Answer:", "description": "${answer}"}]},
                 "lm": null, "metadata": {"dependency_versions": {}}}""");
    }

    @Test
    void shouldRefuseATemplateThatASignatureCannotExpress() {
        assertThatThrownBy(() -> DSPY.write(AROUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its node has a `template`, which a signature of DSPy cannot express");
    }

    private static void assertJson(String written, String wanted) {
        assertThat(written).endsWith("}\n");
        assertThat(Json.tree(written)).isEqualTo(Json.tree(wanted));
    }
}
