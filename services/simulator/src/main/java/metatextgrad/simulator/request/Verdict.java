package metatextgrad.simulator.request;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A prediction beside the expected answer, without the question: the inputs of a function that
 * compares them.
 *
 * @param right whether both end with the same answer
 */
public record Verdict(boolean right) {
    private static final Pattern INPUT =
            Pattern.compile("(?s)\\*\\*([^*\\n(:]+)[^*\\n]*\\*\\*:(.*?)(?=\\n\\s*\\*\\*|</|\\z)");
    private static final List<String> TRUTH =
            List.of("truth", "expected", "gold", "reference", "correct", "target");
    private static final List<String> PREDICTION =
            List.of("prediction", "predicted", "response", "output");

    /** Returns the verdict on the first prediction; empty if the text has no such pair. */
    public static Optional<Verdict> in(String text) {
        Optional<String> truth = named(TRUTH, text);
        return named(PREDICTION, text)
                .filter(prediction -> truth.isPresent())
                .map(prediction -> new Verdict(same(prediction, truth.get())));
    }

    private static Optional<String> named(List<String> names, String text) {
        return INPUT.matcher(text)
                .results()
                .filter(input -> names.stream().anyMatch(lower(input.group(1))::contains))
                .map(input -> input.group(2).strip())
                .findFirst();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean same(String prediction, String truth) {
        return FinalAnswer.after(0, prediction)
                .map(answer -> answer.equals(truth))
                .orElse(prediction.endsWith(truth));
    }
}
