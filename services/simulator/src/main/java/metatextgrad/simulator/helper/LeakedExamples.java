package metatextgrad.simulator.helper;

import metatextgrad.simulator.question.QuestionReader;

import java.util.List;
import java.util.regex.Pattern;

/** Examples whose answers a request gives away, as a text could copy them. */
final class LeakedExamples {
    private static final Pattern LEAK =
            Pattern.compile(
                    "\\b(?:the|expected) answer (?:here )?(?:is|was) ([^\\n]+?)\\.(?=\\s|<|$)");

    private LeakedExamples() {}

    /** Each leaked answer with the question that stands last before it. */
    static List<String> in(String text) {
        return LEAK.matcher(text)
                .results()
                .flatMap(
                        leak ->
                                QuestionReader.last(text.substring(0, leak.start())).stream()
                                        .map(found -> found.question().identity())
                                        .map(question -> line(question, leak.group(1))))
                .distinct()
                .toList();
    }

    // A question's "Input:" is left out, or who criticises the text would take it for the one
    // asked.
    private static String line(String question, String answer) {
        return "Known case: " + question + " gives " + answer + ".";
    }
}
