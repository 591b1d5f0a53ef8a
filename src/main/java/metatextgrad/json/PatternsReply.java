package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import metatextgrad.model.StepOperator.Pattern;

/** Reads the patterns of failures in a model's reply. */
public final class PatternsReply {
    /** What the request shows as a pattern. Small models send such texts back. */
    private static final String PLACEHOLDER = "what goes wrong, and what the prompt should ask for";

    /** A longer text is no pattern. */
    private static final int MAX_TEXT = 500;

    private static final int MOST = 6;

    private PatternsReply() {}

    /**
     * Returns the patterns of the last object with a list of them, in its order and each in one
     * line; none if there is no such object.
     *
     * @param failures number of failures that the request shows; no pattern has more
     */
    public static List<Pattern> in(String reply, int failures) {
        List<Pattern> patterns = new ArrayList<>();
        ReplyJson.object(reply, "patterns")
                .ifPresent(
                        object ->
                                object.path("patterns")
                                        .forEach(one -> add(one, failures, patterns)));
        return patterns.stream().limit(MOST).toList();
    }

    private static void add(JsonNode one, int failures, List<Pattern> patterns) {
        JsonNode named = one.isTextual() ? one : one.path("pattern");
        String text = named.asText("").strip().replaceAll("\\s+", " ");
        boolean usable =
                !text.isEmpty()
                        && text.length() <= MAX_TEXT
                        && !text.equalsIgnoreCase(PLACEHOLDER)
                        && ReplyText.encodable(text);
        if (usable) patterns.add(new Pattern(text, count(one, failures)));
    }

    /** Counts the numbers of the questions; a model may also write how many there are. */
    private static int count(JsonNode one, int failures) {
        JsonNode questions = one.path("questions");
        TreeSet<Integer> numbers = new TreeSet<>();
        questions.forEach(
                number -> {
                    int value = number.asInt();
                    if (value >= 1 && value <= failures) numbers.add(value);
                });
        int stated = questions.isArray() ? numbers.size() : one.path("count").asInt(1);
        return Math.clamp(stated, 1, failures);
    }
}
