package metatextgrad.simulator.student;

import java.util.regex.Pattern;
import metatextgrad.simulator.question.Question;

/** Items that stand in a prompt, question and answer. */
final class Memory {
    private static final String BEGINS = "(?:^|[:.\"`])\\s*";
    private static final String NEAR = "\\W?(?: ?[a-z]+){0,4}[ :=>-]+";
    private static final String ENDS = "(?=[.\"`]|$| [A-Z])";

    private Memory() {}

    static boolean holds(Question question, String prompt) {
        String text = prompt.replaceAll("\\s+", " ");
        // Most prompts hold no item, and a search for a string is cheap.
        return text.contains(question.identity())
                && Pattern.compile(
                                BEGINS
                                        + Pattern.quote(question.identity())
                                        + NEAR
                                        + Pattern.quote(question.target())
                                        + ENDS)
                        .matcher(text)
                        .find();
    }
}
