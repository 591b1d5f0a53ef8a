package metatextgrad.candidate;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.project.TextGuard;
import metatextgrad.prompt.Overlap;

/**
 * Finds what a program copies from tasks: {@link TextGuard#TOKENS} words or signs in a row, in any
 * case and with any blanks, or as many words with any signs between them. All texts of its nodes
 * count, not only prompts. Pure.
 */
public final class Quotes {
    /** Why a program that copies from a task is not used, in words. */
    public static final String REASON =
            "it copies %d or more words in a row from a task".formatted(TextGuard.TOKENS);

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Quotes() {}

    /**
     * Returns the first passage that a node copies.
     *
     * @param read texts of tasks, and answers to them
     * @param known texts from which it may copy
     */
    public static Optional<String> first(
            Node node, Collection<String> read, Collection<String> known) {
        return first(texts(node).toList(), read, known);
    }

    /** Returns the first passage that a program copies, in the order of its nodes. */
    public static Optional<String> first(
            Program program, Collection<String> read, Collection<String> known) {
        return first(texts(program), read, known);
    }

    private static Optional<String> first(
            List<String> texts, Collection<String> read, Collection<String> known) {
        List<String> own = folded(texts);
        List<String> from = folded(read);
        List<String> allowed = folded(known);
        return shared(own, from, allowed).or(() -> shared(words(own), words(from), words(allowed)));
    }

    private static Optional<String> shared(
            List<String> own, List<String> read, List<String> known) {
        return own.stream()
                .flatMap(text -> Overlap.first(text, read, known, TextGuard.TOKENS).stream())
                .findFirst();
    }

    /** Returns the texts with one form of each letter: full-width ones are as the usual ones. */
    private static List<String> folded(Collection<String> texts) {
        return texts.stream()
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFKC))
                .toList();
    }

    private static List<String> words(List<String> texts) {
        return texts.stream().map(text -> SIGNS.matcher(text).replaceAll(" ")).toList();
    }

    /** Returns all texts of a program. */
    public static List<String> texts(Program program) {
        return program.nodes().stream().flatMap(Quotes::texts).distinct().toList();
    }

    private static Stream<String> texts(Node node) {
        return texts(node.content());
    }

    private static Stream<String> texts(Collection<?> parts) {
        return parts.stream()
                .flatMap(
                        part ->
                                switch (part) {
                                    case String text -> Stream.of(text);
                                    case Collection<?> inner -> texts(inner);
                                    default -> Stream.empty();
                                });
    }
}
