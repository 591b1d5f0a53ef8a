package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.model.Gradient;
import metatextgrad.model.Phase;
import metatextgrad.model.Tags;
import metatextgrad.model.state.StepMemory;
import metatextgrad.prompt.PromptTemplate;

/** The parts that every rewrite request shows besides the text to rewrite (METHOD §2.3). */
final class PromptParts {
    private static final PromptTemplate PATTERNS = PromptTemplate.named("patterns");

    private PromptParts() {}

    /**
     * Returns the gradients, each cut to its share. A prompt that several calls of an item use has
     * more gradients than the batch has items.
     */
    static List<FittedContext> fitted(StepContext context, List<Gradient> gradients) {
        int shares = Math.max(context.items().size(), gradients.size());
        int bytes = context.updateBytes() / Math.max(1, shares);
        return gradients.stream().map(gradient -> FittedContext.of(gradient, bytes)).toList();
    }

    /**
     * Adds the table of the batch: one row per conversation. Where criticism is summarised, the
     * rows have none, and the summaries follow.
     */
    static void batch(
            Map<String, Object> values,
            StepContext context,
            List<String> nodes,
            List<FittedContext> fitted) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String node : nodes) {
            boolean whole = !context.summaries().containsKey(node);
            fitted.stream()
                    .filter(one -> one.gradient().variable().equals(node))
                    .forEach(one -> rows.add(row(one.gradient(), whole)));
        }
        values.put("rows", rows);
        values.put(
                "summaries",
                nodes.stream()
                        .flatMap(
                                node ->
                                        Stream.ofNullable(context.summaries().get(node))
                                                .map(text -> Map.of("node", node, "text", text)))
                        .toList());
    }

    /** Adds past feedback on these nodes, as far back as the phase looks. */
    static void feedback(Map<String, Object> values, StepContext context, List<String> nodes) {
        List<Map<String, String>> feedback = new ArrayList<>();
        for (StepMemory step : last(context.memory(), context.phase().memory())) {
            for (String node : nodes) {
                List<String> critiques = step.feedback().getOrDefault(node, List.of());
                if (!critiques.isEmpty()) feedback.add(row(step, String.join("\n", critiques)));
            }
        }
        list(values, "memory", "hasMemory", feedback);
    }

    /** Adds the texts that this node had in this many past steps. */
    static void texts(Map<String, Object> values, StepContext context, String node, int past) {
        List<Map<String, String>> texts = new ArrayList<>();
        for (StepMemory step : last(context.memory(), past)) {
            String text = step.values().get(node);
            if (text != null) texts.add(row(step, WorkedExamples.removedFrom(text)));
        }
        list(values, "momentum", "hasMomentum", texts);
    }

    /** Adds the edits of this node that were refused in this many past steps. */
    static void refused(Map<String, Object> values, StepContext context, String node, int past) {
        List<String> edits =
                last(context.memory(), past).stream()
                        .flatMap(step -> step.refused().getOrDefault(node, List.of()).stream())
                        .distinct()
                        .toList();
        list(values, "refused", "hasRefused", texts(edits));
    }

    /** Adds the block with the patterns of failures; nothing if the step shows none. */
    static void patterns(Map<String, Object> values, StepContext context) {
        List<Map<String, String>> rows =
                context.operator().patterns().stream()
                        .map(one -> Map.of("often", often(one.failures()), "text", one.text()))
                        .toList();
        Tags tags = context.phase().tags();
        String block = rows.isEmpty() ? "" : PATTERNS.repliedIn(tags).fill(Map.of("rows", rows));
        values.put("patterns", block);
        values.put("hasPatterns", !rows.isEmpty());
    }

    private static String often(int failures) {
        return failures == 1 ? "once" : failures + " times";
    }

    /** Adds what all right answers have in common. */
    static void targetSet(Map<String, Object> values, StepContext context) {
        values.put("targetSet", context.targetSet());
        values.put("hasTargetSet", !context.targetSet().isEmpty());
    }

    /** Adds the phase's constraints, numbered, and its examples. */
    static void rules(Map<String, Object> values, Phase phase) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> constraints = phase.constraints();
        for (int i = 0; i < constraints.size(); i++)
            rows.add(Map.of("number", "" + (i + 1), "text", constraints.get(i)));
        list(values, "constraints", "hasConstraints", rows);
        list(values, "examples", "hasExamples", texts(phase.examples()));
    }

    private static Map<String, Object> row(Gradient gradient, boolean whole) {
        return Map.of(
                "node", gradient.variable(),
                "input", gradient.input(),
                "output", gradient.output(),
                "usedAs", gradient.usedAs(),
                "expected",
                        texts(
                                gradient.expected().isEmpty()
                                        ? List.of()
                                        : List.of(gradient.expected())),
                "feedback",
                        texts(
                                whole && !gradient.text().isEmpty()
                                        ? List.of(gradient.text())
                                        : List.of()));
    }

    private static Map<String, String> row(StepMemory step, String text) {
        return Map.of("step", "" + step.step(), "text", text);
    }

    private static List<StepMemory> last(List<StepMemory> memory, int count) {
        return memory.subList(Math.max(0, memory.size() - count), memory.size());
    }

    private static List<Map<String, String>> texts(List<String> texts) {
        return texts.stream().map(text -> Map.of("text", text)).toList();
    }

    private static void list(Map<String, Object> values, String name, String has, List<?> rows) {
        values.put(name, rows);
        values.put(has, !rows.isEmpty());
    }
}
