package metatextgrad.simulator.student;

import java.util.regex.Pattern;
import metatextgrad.simulator.question.Question;

/** Finds items that a prompt contains with question and answer. */
final class Memory {
    private static final String BEGINS = "(?:^|[:.\"`])\\s*";
    private static final String NEAR = "\\W?(?: ?[a-z]+){0,4}[ :=>-]+";
    private static final String ENDS = "(?=[.\"`]|$| [A-Z])";

    private Memory() {}

    static boolean contains(Question question, String prompt) {
        String text = prompt.replaceAll("\\s+", " ");
        // Most prompts contain no item, and a search for a string is fast.
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
