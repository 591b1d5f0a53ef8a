package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.GradientComputed;

/**
 * Drops a part of one prompt, without a model: a paragraph, or a line or sentence where there is
 * only one, or every second worked example. A hash over the program and the batch chooses the part,
 * so that other batches try other parts.
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

    /** Returns what is left of a prompt without each of its parts. */
    private static List<Part> parts(Node.LlmCall call) {
        WorkedExamples shown = WorkedExamples.in(call.prompt().value());
        Stream<WorkedExamples> shorterProse =
                rests(shown.prompt()).stream()
                        .map(rest -> new WorkedExamples(rest, shown.examples()));
        Stream<WorkedExamples> fewerExamples =
                halves(shown.examples()).stream()
                        .map(half -> new WorkedExamples(shown.prompt(), half));
        return Stream.concat(shorterProse, fewerExamples)
                .map(rest -> new Part(call.id(), rest.text()))
                .toList();
    }

    /** Returns the text without each of its parts; nothing if it has one part. */
    private static List<String> rests(String text) {
        for (Pattern end : ENDS) {
            List<int[]> pieces = pieces(end, text);
            if (pieces.size() > 1)
                return pieces.stream().map(piece -> without(text, piece)).toList();
        }
        return List.of();
    }

    /** Returns the examples in even and in odd places; nothing of fewer than two examples. */
    private static List<List<String>> halves(List<String> examples) {
        if (examples.size() < 2) return List.of();
        return Stream.of(0, 1)
                .map(
                        first ->
                                IntStream.range(0, examples.size())
                                        .filter(place -> place % 2 == first)
                                        .mapToObj(examples::get)
                                        .toList())
                .toList();
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
