package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Node;

/**
 * Labelled demonstrations: training tasks with their right answers become worked examples of the
 * call that gives the answer. They need no model, and work where the program answers nothing right.
 * Examples of the present prompt stay, and what the program still answers wrong is added.
 */
final class LabelledDemos {
    /** The most worked examples of the prompt. */
    static final int MOST = 10;

    /** Longer examples are left out. */
    private static final int MAX_TEXT = 2_000;

    private LabelledDemos() {}

    static Proposal of(StepContext context) {
        Optional<Node.LlmCall> call = answering(context);
        if (call.isEmpty())
            return new Proposal.Nothing("no call with a trainable prompt gives the answer");
        String text = call.get().prompt().value();
        String next = added(context, call.get(), text);
        return next.equals(text)
                ? new Proposal.Nothing("no further training task can be shown")
                : new Proposal.Offer(context.program().withPrompts(Map.of(call.get().id(), next)));
    }

    /** Returns the call whose output is the answer; empty if its prompt is not trainable. */
    static Optional<Node.LlmCall> answering(StepContext context) {
        return context.program().trainable().stream()
                .filter(call -> call.id().equals(context.program().output()) && !call.each())
                .findFirst();
    }

    /** Returns a text for this call with the examples of the batch. */
    static String added(StepContext context, Node.LlmCall call, String text) {
        WorkedExamples present = WorkedExamples.in(text);
        List<String> fresh = fresh(context, call, present.examples());
        if (fresh.isEmpty()) return text;
        List<String> shown = fresh.subList(0, Math.min(MOST, fresh.size()));
        int kept = Math.min(present.examples().size(), MOST - shown.size());
        List<String> all =
                Stream.concat(
                                present
                                        .examples()
                                        .subList(
                                                present.examples().size() - kept,
                                                present.examples().size())
                                        .stream(),
                                shown.stream())
                        .toList();
        return new WorkedExamples(present.prompt(), all).text();
    }

    /** Beside examples that the prompt has, only tasks with wrong answers teach something. */
    private static List<String> fresh(
            StepContext context, Node.LlmCall call, List<String> present) {
        List<String> fresh = new ArrayList<>();
        for (LabelledAnswer answer : ordered(context)) {
            if (answer.isRight() && !present.isEmpty()) continue;
            example(answer, call)
                    .filter(one -> !present.contains(one) && !fresh.contains(one))
                    .ifPresent(fresh::add);
        }
        return fresh;
    }

    /**
     * Returns the answers of the batch: first one of each right answer, so that the examples cover
     * many, then the others. Wrong ones come first, and a hash decides among equals.
     */
    private static List<LabelledAnswer> ordered(StepContext context) {
        List<LabelledAnswer> sorted =
                context.answers().stream()
                        .sorted(
                                Comparator.comparing(LabelledAnswer::isRight)
                                        .thenComparing(
                                                one ->
                                                        ContentHash.of(
                                                                "labelled demo", one.input())))
                        .toList();
        Map<String, LabelledAnswer> firsts = new LinkedHashMap<>();
        sorted.forEach(one -> firsts.putIfAbsent(one.target(), one));
        List<LabelledAnswer> all = new ArrayList<>(firsts.values());
        sorted.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return all;
    }

    private static Optional<String> example(LabelledAnswer answer, Node.LlmCall call) {
        return answer.calls().stream()
                .filter(made -> made.variable().equals(call.id()))
                .findFirst()
                .map(Demonstration::input)
                .filter(input -> !input.isBlank() && !answer.reply().isEmpty())
                .filter(input -> input.length() + answer.reply().length() <= MAX_TEXT)
                .map(input -> WorkedExamples.example(input, answer.reply()));
    }
}
