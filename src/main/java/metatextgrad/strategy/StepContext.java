package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import metatextgrad.model.Gradient;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.state.StepMemory;

/**
 * All facts that a proposal may use.
 *
 * @param program the whole incumbent program
 * @param items the batch's gradients in item order
 * @param memory the past steps, oldest first
 * @param summaries one per variable if the phase reduces by summary, else empty
 * @param updateBytes bytes of gradient contexts that one update prompt may contain
 * @param operator what the step does with the program
 * @param answers the batch's tasks with their right answers, as far as the step may show them; none
 *     for a step that shows critiques
 * @param targetSet what the right answers of all training tasks have in common, as a sentence that
 *     the new text may state; empty if nothing
 */
public record StepContext(
        Phase phase,
        Program program,
        List<GradientComputed> items,
        List<StepMemory> memory,
        Map<String, String> summaries,
        int updateBytes,
        StepOperator operator,
        List<LabelledAnswer> answers,
        String targetSet) {
    /** A step that revises and shows no patterns. */
    public StepContext(
            Phase phase,
            Program program,
            List<GradientComputed> items,
            List<StepMemory> memory,
            Map<String, String> summaries,
            int updateBytes) {
        this(
                phase,
                program,
                items,
                memory,
                summaries,
                updateBytes,
                StepOperator.PLAIN,
                List.of(),
                "");
    }

    public StepContext {
        items = List.copyOf(items);
        answers = List.copyOf(answers);
        memory = List.copyOf(memory);
        summaries = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(summaries));
    }

    /** Returns all critiques of one variable, in item order. */
    public List<Gradient> gradients(String variable) {
        return items.stream()
                .flatMap(item -> item.gradients().stream())
                .filter(g -> g.variable().equals(variable))
                .toList();
    }

    /**
     * Returns this context with another phase. A strategy that delegates to another one changes its
     * phase.
     */
    public StepContext withPhase(Phase changed) {
        return new StepContext(
                changed,
                program,
                items,
                memory,
                summaries,
                updateBytes,
                operator,
                answers,
                targetSet);
    }

    public StepContext withOperator(StepOperator other) {
        return new StepContext(
                phase, program, items, memory, summaries, updateBytes, other, answers, targetSet);
    }

    public StepContext withSummaries(Map<String, String> texts) {
        return new StepContext(
                phase, program, items, memory, texts, updateBytes, operator, answers, targetSet);
    }
}
