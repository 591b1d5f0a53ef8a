package metatextgrad.evaluator;

import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.llm.TokenChoice;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The probability of the right answer, read from the tokens of a reply (METHOD 80). It shows which
 * of two wrong answers was nearly right. Pure.
 *
 * <p>The tokens of the right answer are followed as far as the model wrote them. At the first token
 * that differs, the other tokens that continue the right answer count, so the value is an upper
 * bound if the right answer has further tokens.
 */
public final class SoftScore {
    private SoftScore() {}

    /**
     * Returns the probability, from 0 to 1; null if the reply has no tokens, the task has no right
     * answer, or the reply does not have the form in which the evaluator takes an answer for right.
     */
    public static @Nullable Double of(
            List<TokenChoice> tokens,
            EvaluatorSpec evaluator,
            AnswerParsing reading,
            TaskSubmitted task) {
        String target = task.target();
        if (tokens.isEmpty() || target == null || target.isBlank()) return null;
        String right = RightReply.of(evaluator, reading, task).orElse("");
        int before = right.indexOf(target.strip());
        if (before < 0) return null;
        String text = tokens.stream().map(TokenChoice::text).collect(Collectors.joining());
        int form = text.lastIndexOf(right.substring(0, before));
        return form < 0 ? null : (Double) follow(tokens, form + before, target.strip());
    }

    private static double follow(List<TokenChoice> tokens, int start, String target) {
        double probability = 1;
        String rest = target;
        int at = 0;
        for (TokenChoice token : tokens) {
            int skipped = Math.max(0, start - at);
            at += token.text().length();
            if (at <= start) continue;
            String head = token.text().substring(0, skipped);
            String chosen = token.text().substring(skipped);
            if (!continues(chosen, rest)) return probability * others(token, head, rest);
            probability *= token.probability();
            // Once the answer is complete, a token has to end it.
            rest = chosen.length() >= rest.length() ? "" : rest.substring(chosen.length());
            if (rest.isEmpty() && !chosen.equals(chosen.stripTrailing())) return probability;
        }
        return rest.isEmpty() ? probability : 0;
    }

    private static double others(TokenChoice token, String head, String rest) {
        return token.others().stream()
                .filter(other -> other.text().startsWith(head))
                .filter(other -> continues(other.text().substring(head.length()), rest))
                .mapToDouble(TokenChoice.Option::probability)
                .sum();
    }

    private static boolean continues(String piece, String rest) {
        if (rest.isEmpty()) return piece.isEmpty() || Character.isWhitespace(piece.charAt(0));
        if (piece.isEmpty()) return false;
        return rest.startsWith(piece)
                || (piece.startsWith(rest) && piece.substring(rest.length()).isBlank());
    }
}
