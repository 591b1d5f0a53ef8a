package metatextgrad.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.json.Suggestions;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;

/**
 * The nodes, and the pieces of prompts, that no optimizer may change. Pure.
 *
 * @param entries ids of nodes, or pieces of prompts, of the seed program
 * @param seed the program of the project file
 */
public record FrozenTexts(List<String> entries, Program seed) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public FrozenTexts {
        entries = List.copyOf(entries);
    }

    /** Returns the entries that the seed program does not have, one line each. */
    public List<String> problems() {
        return entries.stream()
                .filter(entry -> call(seed, entry).isEmpty() && !isPiece(entry))
                .map(
                        entry ->
                                "adapt.frozen: `%s` is no node with a prompt, and no prompt has this text.%s"
                                        .formatted(entry, suggestion(entry)))
                .toList();
    }

    /** Returns the texts that prompts keep: the pieces, and the whole prompts of frozen nodes. */
    public List<String> pieces() {
        return entries.stream()
                .filter(entry -> call(seed, entry).isPresent() || isPiece(entry))
                .map(entry -> call(seed, entry).map(call -> call.prompt().value()).orElse(entry))
                .distinct()
                .toList();
    }

    /**
     * Returns a program of which optimizers rewrite the nodes that the project file lets them: none
     * that is frozen, and again those that were frozen before.
     */
    public Program held(Program program) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes())
            nodes.add(
                    node instanceof Node.LlmCall call
                            ? call(seed, call.id()).map(own -> held(call, own)).orElse(call)
                            : node);
        return new Program(nodes, program.output());
    }

    /**
     * Returns the first frozen text that a program does not have; empty if it has all. A frozen
     * node must have its prompt, and a piece must be in some prompt.
     */
    public Optional<String> missing(Program program) {
        return entries.stream()
                .filter(
                        entry ->
                                call(seed, entry)
                                        .map(frozen -> !hasNode(program, frozen))
                                        .orElseGet(() -> !hasPiece(program, entry)))
                .findFirst();
    }

    /** Whether a prompt of the program has this text. */
    public static boolean hasPiece(Program program, String piece) {
        return program.calls().anyMatch(call -> call.prompt().value().contains(piece));
    }

    private static boolean hasNode(Program program, Node.LlmCall frozen) {
        return call(program, frozen.id())
                .filter(call -> call.prompt().value().equals(frozen.prompt().value()))
                .isPresent();
    }

    private boolean isPiece(String entry) {
        return !entry.isBlank() && hasPiece(seed, entry);
    }

    private String suggestion(String entry) {
        Optional<String> other =
                seed.calls()
                        .flatMap(call -> withOtherBlanks(entry, call.prompt().value()).stream())
                        .findFirst();
        if (other.isPresent())
            return " Did you mean `%s`?".formatted(other.get().replace("\n", "\\n"));
        List<String> known =
                seed.calls()
                        .flatMap(
                                call ->
                                        Stream.concat(
                                                Stream.of(call.id()),
                                                call.prompt().value().lines().map(String::strip)))
                        .toList();
        return Suggestions.didYouMean(entry, known);
    }

    /** Returns the text as the prompt has it, with other blanks or cases. */
    private static Optional<String> withOtherBlanks(String entry, String prompt) {
        String pattern =
                BLANKS.splitAsStream(entry.strip())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+"));
        Matcher found =
                Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(prompt);
        return !entry.isBlank() && found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    private Node.LlmCall held(Node.LlmCall call, Node.LlmCall ofSeed) {
        Variable prompt = call.prompt();
        boolean trainable = ofSeed.prompt().trainable() && !entries.contains(call.id());
        return new Node.LlmCall(
                call.id(),
                new Variable(prompt.value(), prompt.role(), trainable),
                call.inputs(),
                call.template(),
                call.each());
    }

    private static Optional<Node.LlmCall> call(Program program, String id) {
        return program.calls().filter(call -> call.id().equals(id)).findFirst();
    }
}
