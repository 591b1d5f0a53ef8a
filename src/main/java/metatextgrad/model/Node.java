package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a program. Its inputs name other nodes, or {@link #TASK}, the task's input. */
public sealed interface Node {
    String TASK = "task";

    String id();

    List<String> inputs();

    /** Everything that identifies this node, for {@link ContentHash}. */
    List<Object> content();

    /**
     * One model call: the prompt is the system message, the inputs are the user message.
     *
     * @param template the user message, with {@code {{input}}} in the place of an input; null shows
     *     a single input unchanged, and several under their names
     * @param each whether there is one call per part of the first input, which must be a {@link
     *     SplitText}
     */
    record LlmCall(
            String id,
            Variable prompt,
            List<String> inputs,
            @Nullable String template,
            boolean each)
            implements Node {
        public LlmCall {
            id = Text.nonBlank(id, "node id");
            requireNonNull(prompt, "prompt of " + id + " is null");
            inputs = List.copyOf(inputs);
        }

        @Override
        public List<Object> content() {
            return List.of(
                    "llm",
                    id,
                    prompt.value(),
                    prompt.role(),
                    prompt.trainable(),
                    inputs,
                    template == null ? List.of() : List.of(template),
                    each);
        }

        public LlmCall withPrompt(String text) {
            return new LlmCall(id, prompt.withValue(text), inputs, template, each);
        }
    }

    /**
     * Splits one input at a separator into at most {@code max} parts; the last part keeps the rest.
     */
    record SplitText(String id, String input, String separator, int max) implements Node {
        public SplitText {
            id = Text.nonBlank(id, "node id");
            requireNonNull(separator, "separator of " + id + " is null");
            if (separator.isEmpty())
                throw new IllegalArgumentException("separator of " + id + " is empty");
            if (max < 1) throw new IllegalArgumentException("max of " + id + " must be at least 1");
        }

        @Override
        public List<Object> content() {
            return List.of("split", id, input, separator, max);
        }

        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** Joins its inputs, including each part of a split input. */
    record Aggregate(String id, List<String> inputs, String separator) implements Node {
        public Aggregate {
            id = Text.nonBlank(id, "node id");
            inputs = List.copyOf(inputs);
            requireNonNull(separator, "separator of " + id + " is null");
        }

        @Override
        public List<Object> content() {
            return List.of("aggregate", id, inputs, separator);
        }
    }

    /**
     * Returns the first group of the last match of an RE2 pattern, or the whole match if the
     * pattern has no group. Without a match the output is empty.
     */
    record Extract(String id, String input, String pattern) implements Node {
        public Extract {
            id = Text.nonBlank(id, "node id");
            pattern = Text.nonBlank(pattern, "pattern of " + id);
        }

        @Override
        public List<Object> content() {
            return List.of("extract", id, input, pattern);
        }

        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }
}
