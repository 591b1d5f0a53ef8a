package metatextgrad.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.project.ModelSpec;

/**
 * A model that answers by a script: the test double for loops, strategies and evaluators.
 * Thread-safe.
 */
public final class ScriptedModel implements LanguageModel {
    private static final Usage USAGE = new Usage(10, 5);

    private final Function<Call, String> script;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** One attempt, as the model received it. */
    public record Call(ModelSpec model, List<Message> messages, int seed) {
        /** The text of the user's message. */
        public String user() {
            return messages.getLast().content();
        }

        /** The system prompt; empty if there is none. */
        public String system() {
            return messages.size() > 1 ? messages.getFirst().content() : "";
        }
    }

    public ScriptedModel(Function<Call, String> script) {
        this.script = script;
    }

    @Override
    public Reply ask(ModelSpec model, List<Message> messages, int seed) {
        Call call = new Call(model, List.copyOf(messages), seed);
        calls.add(call);
        return new Reply.Answered(script.apply(call), USAGE, model.name());
    }

    /** All attempts so far, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }
}
