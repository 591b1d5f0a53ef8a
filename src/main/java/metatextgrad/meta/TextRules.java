package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.prompt.Overlap;
import metatextgrad.prompt.Script;

/**
 * The rules for the texts of a proposed optimizer (METHOD §§4.5, 4.6). The texts must not copy a
 * training item, and descriptions must use the letters of the question type. The rules do not apply
 * to texts of the optimizers it was made from. Repeating these texts or the question type is no
 * copy.
 *
 * @param shown training items that the meta model has seen
 * @param leakTokens how many words or signs in a row make a copy; 0 disables the check
 */
record TextRules(String questionType, List<TaskSubmitted> shown, int leakTokens) {
    TextRules {
        shown = List.copyOf(shown);
    }

    /**
     * Returns the problems, one line each.
     *
     * @param given the optimizers it was made from
     */
    List<String> problems(OptimizerSpec spec, List<OptimizerSpec> given) {
        TreeSet<String> known = texts(given);
        List<String> problems = new ArrayList<>();
        for (Phase phase : spec.phases()) {
            if (!known.contains(phase.taskDescription()))
                letters(phase.taskDescription()).ifPresent(problems::add);
        }
        problems.addAll(copies(spec, given));
        return problems;
    }

    /** Returns the copied passages, one line each. People may write in any letters. */
    List<String> copies(OptimizerSpec spec, List<OptimizerSpec> given) {
        TreeSet<String> known = texts(given);
        return spec.phases().stream()
                .flatMap(TextRules::texts)
                .filter(text -> !known.contains(text))
                .flatMap(text -> copied(text, known).stream())
                .toList();
    }

    /**
     * Returns a description without the passages that it copies. A description that is mostly
     * copied stays as it is.
     */
    String withoutCopies(String description, OptimizerSpec from) {
        return leakTokens == 0
                ? description
                : Overlap.without(description, items(), mayQuote(texts(List.of(from))), leakTokens)
                        .orElse(description);
    }

    /** Returns a text without the passages that it copies; empty if it is mostly copied. */
    String withoutCopies(String text) {
        return leakTokens == 0
                ? text
                : Overlap.without(text, items(), List.of(questionType), leakTokens).orElse("");
    }

    private Optional<String> letters(String description) {
        Optional<String> wanted = Script.of(questionType);
        Optional<String> used = Script.of(description);
        return wanted.isEmpty() || used.isEmpty() || used.equals(wanted)
                ? Optional.empty()
                : Optional.of(
                        "the description is in %s letters and the question type in %s ones: write in the language of the question type"
                                .formatted(used.get(), wanted.get()));
    }

    private Optional<String> copied(String text, TreeSet<String> known) {
        if (leakTokens == 0) return Optional.empty();
        return Overlap.first(text, items(), mayQuote(known), leakTokens)
                .map(
                        "it copies from a question or an answer: `%s`; describe the kind of question instead"
                                ::formatted);
    }

    private List<String> mayQuote(TreeSet<String> known) {
        List<String> mayQuote = new ArrayList<>(known);
        mayQuote.add(questionType);
        return mayQuote;
    }

    private List<String> items() {
        return shown.stream()
                .flatMap(
                        task -> Stream.of(task.input(), task.target() == null ? "" : task.target()))
                .toList();
    }

    private static TreeSet<String> texts(List<OptimizerSpec> specs) {
        TreeSet<String> texts = new TreeSet<>();
        for (OptimizerSpec spec : specs)
            spec.phases().forEach(phase -> texts(phase).forEach(texts::add));
        return texts;
    }

    private static Stream<String> texts(Phase phase) {
        return Stream.of(List.of(phase.taskDescription()), phase.constraints(), phase.examples())
                .flatMap(List::stream);
    }
}
