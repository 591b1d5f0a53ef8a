package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the requests of a criticism into instructions, in the words of the criticism. */
final class Advice {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final String DUTY = "(?:should|must|needs to|need to|has to|ought to)";
    private static final Pattern STATE_THAT =
            Pattern.compile(
                    "^.*?\\b"
                            + DUTY
                            + " (?:say|state|tell|explain|mention)(?: clearly)?(?: \\w+){0,2}? that (.+)$");
    private static final Pattern ORDER_TO =
            Pattern.compile(
                    "^.*?\\b"
                            + DUTY
                            + " (?:say|ask|tell|instruct|remind|require)(?: the \\w+| it)? (not )?to (.+)$");
    private static final Pattern ALL_SHOULD =
            Pattern.compile("^((?:Every|Each|No|All) .+? " + DUTY + " .+)$");
    private static final Pattern SHOULD = Pattern.compile("^.*?\\b" + DUTY + " (not )?(.+)$");
    private static final Pattern TRY =
            Pattern.compile("^(?:It would help to|Try to|Consider|Make sure to) (.+)$");

    private Advice() {}

    /** One instruction for each sentence that requests a change. */
    static List<String> in(String criticism) {
        var instructions = new ArrayList<String>();
        for (String sentence : sentences(criticism))
            instruction(sentence).ifPresent(instructions::add);
        return instructions;
    }

    /** The sentences and lines of a text, stripped. */
    static List<String> sentences(String text) {
        return SENTENCE.splitAsStream(text.strip())
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static Optional<String> instruction(String sentence) {
        return whole(STATE_THAT, sentence)
                .or(() -> order(ORDER_TO, sentence))
                .or(() -> whole(ALL_SHOULD, sentence))
                .or(() -> order(SHOULD, sentence))
                .or(() -> whole(TRY, sentence));
    }

    private static Optional<String> whole(Pattern pattern, String sentence) {
        Matcher matcher = pattern.matcher(sentence);
        return matcher.matches() ? Optional.of(capital(group(matcher, 1))) : Optional.empty();
    }

    private static Optional<String> order(Pattern pattern, String sentence) {
        Matcher matcher = pattern.matcher(sentence);
        if (!matcher.matches()) return Optional.empty();
        String action = group(matcher, 2);
        return Optional.of(group(matcher, 1).isEmpty() ? capital(action) : "Do not " + action);
    }

    private static String group(Matcher matcher, int number) {
        String group = matcher.group(number);
        return group == null ? "" : group;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
