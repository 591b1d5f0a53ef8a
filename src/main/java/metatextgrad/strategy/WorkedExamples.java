package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.prompt.PromptTemplate;

/**
 * A prompt that ends in worked examples. The tags of an example are short, because each call of the
 * program sends them.
 *
 * @param prompt the text before and after the examples
 * @param examples each as it is in the prompt, in order
 */
public record WorkedExamples(String prompt, List<String> examples) {
    private static final PromptTemplate ONE = PromptTemplate.ofPart("worked-example");
    private static final String HEADING = PromptTemplate.text("worked-examples");
    private static final Pattern BLOCK =
            Pattern.compile("\\s*<IN>.*?</IN>\\s*<OUT>.*?</OUT>", Pattern.DOTALL);

    public WorkedExamples {
        examples = List.copyOf(examples);
    }

    static WorkedExamples in(String text) {
        List<String> examples =
                BLOCK.matcher(text).results().map(MatchResult::group).map(String::strip).toList();
        String prompt = BLOCK.matcher(text).replaceAll("").replace(HEADING, "").strip();
        return new WorkedExamples(prompt, examples);
    }

    /** Returns the number of examples of a prompt. */
    public static int count(String text) {
        return in(text).examples().size();
    }

    /** Returns a prompt without its examples. */
    public static String removedFrom(String text) {
        return in(text).prompt();
    }

    /**
     * Returns an example. Text that would end it, or begin another one, is marked. Other tags stay:
     * the prompt that shows the example may require them.
     */
    public static String example(String input, String output) {
        return ONE.fill(Map.of("asked", input.strip(), "replied", output.strip()));
    }

    /** Returns the part of an example that ends before its reply. */
    static String asked(String example) {
        int end = example.indexOf("</IN>");
        return end < 0 ? example : example.substring(0, end);
    }

    /** Returns the prompt with its examples behind it. */
    public String text() {
        if (examples.isEmpty()) return prompt;
        List<String> parts = new ArrayList<>(List.of(prompt, HEADING));
        parts.addAll(examples);
        return String.join("\n\n", parts);
    }
}
