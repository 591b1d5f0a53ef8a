package metatextgrad.candidate;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.project.TextGuard;
import metatextgrad.prompt.Overlap;

/**
 * Finds what a program copies from tasks: {@link TextGuard#TOKENS} words or signs in a row, in any
 * case and with any blanks, or as many words with any signs between them. Of a sentence of the
 * program {@link TextGuard#SENTENCE} words in a row count if they are more than half of it, since a
 * task may demand that prompts get a short one. All texts of its nodes count, not only prompts.
 * Pure.
 */
public final class Quotes {
    /** Why a program that copies from a task is not used, in words. */
    public static final String REASON =
            "it copies %d or more words in a row, or most of a sentence, from a task"
                    .formatted(TextGuard.TOKENS);

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Ends a sentence: its mark, a colon, a bracket, a quotation mark, or the end of the line. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("[.!?;:\u2026\u3002()\\[\\]\"\u201c\u201d\\v]+");

    private Quotes() {}

    /**
     * Returns the first passage that a node copies.
     *
     * @param read texts of tasks, and answers to them
     * @param known texts from which it may copy
     */
    public static Optional<String> first(
            Node node, Collection<String> read, Collection<String> known) {
        return first(texts(node), Passages.of(read), known);
    }

    /** Returns the first passage that a program copies, in the order of its nodes. */
    public static Optional<String> first(
            Program program, Collection<String> read, Collection<String> known) {
        return first(program, Passages.of(read), known);
    }

    /** As above, of passages that are prepared for many programs. */
    public static Optional<String> first(Program program, Passages read, Collection<String> known) {
        return first(texts(program), read, known);
    }

    private static Optional<String> first(
            List<String> texts, Passages read, Collection<String> known) {
        if (read.literal().isEmpty() && read.words().isEmpty()) return Optional.empty();
        List<String> own = folded(texts);
        List<String> allowed = folded(known);
        List<String> allowedWords = words(allowed);
        return shared(own, read.literal(), allowed)
                .or(() -> shared(words(own), read.words(), allowedWords))
                .or(() -> sentence(own, read.words(), allowedWords));
    }

    /**
     * What programs may copy, with one form of each letter.
     *
     * @param literal with all signs
     * @param words without them
     */
    public record Passages(List<String> literal, List<String> words) {
        public Passages {
            literal = List.copyOf(literal);
            words = List.copyOf(words);
        }

        private static Passages of(Collection<String> read) {
            List<String> folded = folded(read);
            return new Passages(folded, Quotes.words(folded));
        }
    }

    /**
     * Returns the passages of texts that programs may copy: with them, {@link #first} finds in each
     * of the programs what it finds with the texts. For many programs and texts this is faster.
     */
    public static Passages passages(Collection<Program> programs, Collection<String> read) {
        List<String> own =
                folded(programs.stream().flatMap(one -> texts(one).stream()).distinct().toList());
        List<String> from = folded(read);
        return new Passages(
                List.copyOf(Overlap.passages(from, own, TextGuard.TOKENS)),
                List.copyOf(Overlap.passages(words(from), words(own), TextGuard.SENTENCE)));
    }

    private static Optional<String> sentence(
            List<String> own, List<String> read, List<String> known) {
        String all = packed(String.join("\n", read).toLowerCase(Locale.ROOT));
        return own.stream()
                .flatMap(SENTENCE_END::splitAsStream)
                .map(Quotes::words)
                .flatMap(sentence -> mostOf(sentence, all, read, known).stream())
                .findFirst();
    }

    /** Returns the part of a sentence that a task has, if that is more than half of it. */
    private static Optional<String> mostOf(
            String sentence, String all, List<String> read, List<String> known) {
        int run = Math.max(TextGuard.SENTENCE, Overlap.tokensIn(sentence) / 2 + 1);
        boolean found =
                run < TextGuard.TOKENS
                        && Overlap.runs(sentence, run).stream()
                                .map(Quotes::packed)
                                .anyMatch(all::contains);
        return found ? Overlap.first(sentence, read, known, run) : Optional.empty();
    }

    /** Without blanks a text is found in others without a look at each of their words. */
    private static String packed(String text) {
        return text.replace(" ", "");
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
        return texts.stream().map(Quotes::words).toList();
    }

    private static String words(String text) {
        return SIGNS.matcher(text).replaceAll(" ");
    }

    /** Returns all texts of a program. */
    public static List<String> texts(Program program) {
        return program.nodes().stream().flatMap(Quotes::stream).distinct().toList();
    }

    /** Returns all texts of a node. */
    public static List<String> texts(Node node) {
        return stream(node).toList();
    }

    private static Stream<String> stream(Node node) {
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
