package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.GradientComputed;

/**
 * Drops a part of one prompt, without a model: a paragraph, or a line or sentence where there is
 * only one. A hash over the program and the batch chooses it, so that other batches try others.
 */
public final class Ablation {
    private static final List<Pattern> ENDS =
            List.of(
                    Pattern.compile("\\n\\s*\\n"),
                    Pattern.compile("\\n"),
                    Pattern.compile("(?<=[.!?])\\s+"));

    private record Part(String node, String rest) {}

    private Ablation() {}

    /** Returns whether a prompt of the program has a part to drop. */
    public static boolean isPossible(Program program) {
        return program.trainable().stream().anyMatch(call -> !parts(call).isEmpty());
    }

    static Proposal of(StepContext context) {
        Program program = context.program();
        List<String> tasks = context.items().stream().map(Ablation::task).toList();
        List<Part> parts = new ArrayList<>();
        for (Node.LlmCall call : program.trainable()) parts.addAll(parts(call));
        return parts.stream()
                .min(
                        Comparator.comparing(
                                one ->
                                        ContentHash.of(
                                                "ablation",
                                                program.id(),
                                                tasks,
                                                one.node(),
                                                one.rest())))
                .<Proposal>map(
                        one ->
                                new Proposal.Offer(
                                        program.withPrompts(Map.of(one.node(), one.rest()))))
                .orElseGet(() -> new Proposal.Nothing("no prompt has a part to drop"));
    }

    private static String task(GradientComputed item) {
        return item.task().value();
    }

    /** Returns what is left of a prompt without each of its parts; nothing if it has one part. */
    private static List<Part> parts(Node.LlmCall call) {
        String text = call.prompt().value().strip();
        for (Pattern end : ENDS) {
            List<int[]> pieces = pieces(end, text);
            if (pieces.size() > 1)
                return pieces.stream()
                        .map(piece -> new Part(call.id(), without(text, piece)))
                        .toList();
        }
        return List.of();
    }

    /** Returns the start and the end of each piece; the separator behind a piece belongs to it. */
    private static List<int[]> pieces(Pattern end, String text) {
        List<int[]> pieces = new ArrayList<>();
        int from = 0;
        for (var match : end.matcher(text).results().toList()) {
            pieces.add(new int[] {from, match.end()});
            from = match.end();
        }
        pieces.add(new int[] {from, text.length()});
        return pieces;
    }

    private static String without(String text, int[] piece) {
        return (text.substring(0, piece[0]) + text.substring(piece[1])).strip();
    }
}
