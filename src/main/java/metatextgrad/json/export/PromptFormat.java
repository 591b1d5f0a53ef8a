package metatextgrad.json.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.Text;

/** A framework that loads prompts from JSON. The variable of the task is called {@code task}. */
public enum PromptFormat {
    /** A {@code ChatPromptTemplate}, for {@code langchain_core.load.loads}. */
    LANGCHAIN,
    /** The state of {@code dspy.Predict("task -> answer")}, for {@code load}. */
    DSPY,
    /** The field {@code messages} of a chat completion, with the placeholder {{task}}. */
    OPENAI;

    private static final String TASK = "task";
    private static final String CONTENT = "content";

    /**
     * Returns the JSON of a prompt, with a line break at its end.
     *
     * @throws IllegalArgumentException with the reason if the framework cannot express it
     */
    public String write(ChatTemplate prompt) {
        ObjectNode json =
                switch (this) {
                    case LANGCHAIN -> langchain(prompt);
                    case DSPY -> dspy(prompt);
                    case OPENAI -> openai(prompt);
                };
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode langchain(ChatTemplate prompt) {
        String template = prompt.user("{" + TASK + "}", PromptFormat::escaped);
        ObjectNode text = constructor("prompts", "prompt", "PromptTemplate");
        ObjectNode ofText = text.putObject("kwargs");
        ofText.putArray("input_variables").add(TASK);
        ofText.put("template", template).put("template_format", "f-string");
        ObjectNode user = constructor("prompts", "chat", "HumanMessagePromptTemplate");
        user.putObject("kwargs").set("prompt", text);
        // A message, not a template: braces of the prompt are no variables.
        ObjectNode system = constructor("schema", "messages", "SystemMessage");
        system.putObject("kwargs").put(CONTENT, prompt.system()).put("type", "system");
        ObjectNode chat = constructor("prompts", "chat", "ChatPromptTemplate");
        ObjectNode ofChat = chat.putObject("kwargs");
        ofChat.putArray("input_variables").add(TASK);
        ofChat.putArray("messages").add(system).add(user);
        return chat;
    }

    /** As {@code dumps} of LangChain writes an object. */
    private static ObjectNode constructor(String... id) {
        ObjectNode object = object();
        object.put("lc", 1).put("type", "constructor");
        ArrayNode names = object.putArray("id").add("langchain");
        for (String name : id) names.add(name);
        return object;
    }

    private static String escaped(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    private static ObjectNode dspy(ChatTemplate prompt) {
        if (!prompt.isPlain())
            throw new IllegalArgumentException(
                    "its node has a `template`, which a signature of DSPy cannot express");
        ObjectNode state = object();
        for (String name : List.of("traces", "train", "demos")) state.putArray(name);
        ObjectNode signature = state.putObject("signature");
        signature.put("instructions", prompt.system());
        ArrayNode fields = signature.putArray("fields");
        fields.addObject().put("prefix", "Task:").put("description", "${task}");
        fields.addObject().put("prefix", "Answer:").put("description", "${answer}");
        state.putNull("lm");
        // Without versions no mismatch is reported: no version of DSPy wrote the file.
        state.putObject("metadata").putObject("dependency_versions");
        return state;
    }

    private static ObjectNode openai(ChatTemplate prompt) {
        ObjectNode body = object();
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put(CONTENT, prompt.system());
        messages.addObject()
                .put("role", "user")
                .put(CONTENT, prompt.user("{{" + TASK + "}}", UnaryOperator.identity()));
        return body;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public String toString() {
        return Text.lower(this);
    }
}
