package metatextgrad.simulator.helper;

import java.util.List;
import java.util.regex.Pattern;
import metatextgrad.simulator.question.QuestionReader;

/** Finds questions whose answers a request reveals, and writes them as lines of a prompt. */
final class LeakedExamples {
    private static final Pattern LEAK =
            Pattern.compile(
                    "\\b(?:the|expected) answer (?:here )?(?:is|was) ([^\\n]+?)\\.(?=\\s|<|$)");

    private LeakedExamples() {}

    /** Each revealed answer, with the last question before it. */
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

    // The line omits "Input:"; otherwise a critic would take it for the question of the item.
    private static String line(String question, String answer) {
        return "Known case: " + question + " gives " + answer + ".";
    }
}
