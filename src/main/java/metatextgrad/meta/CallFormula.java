package metatextgrad.meta;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Project;
import metatextgrad.model.Reduce;
import metatextgrad.program.CallCount;
import metatextgrad.task.Evaluators;

/**
 * The asks of a run whose calls all end well (METHOD §2.5): paid and saved ones together. Exact in
 * a project that accepts by {@code paper} and skips nothing, an upper bound otherwise.
 */
public record CallFormula(Map<ModelRole, Long> asks) {
    public CallFormula {
        asks = Collections.unmodifiableMap(new EnumMap<>(asks));
    }

    /**
     * Of a run with this many items.
     *
     * @param lines reported lines whose test score is read, the seed program included
     */
    public static CallFormula of(Project project, int val, int test, int lines) {
        CallCount count = CallCount.of(project.seed());
        long judge = Evaluators.of(project.loop().evaluator()).asks() ? 1 : 0;
        long rounds = 1L + project.promptRounds();
        long batch = project.loop().batch();
        EnumMap<ModelRole, Long> asks = new EnumMap<>(ModelRole.class);
        asks.put(ModelRole.PROGRAM, count.program() * (val + (long) lines * test));
        asks.put(ModelRole.JUDGE, judge * (val + (long) lines * test));
        asks.put(ModelRole.BACKWARD, 0L);
        asks.put(ModelRole.OPTIMIZER, 0L);
        asks.put(ModelRole.META, (long) project.optimizers().size() * project.promptRounds());
        for (OptimizerSpec optimizer : project.optimizers()) {
            long steps = rounds * optimizer.steps();
            asks.merge(ModelRole.PROGRAM, steps * (batch + val) * count.program(), Long::sum);
            asks.merge(ModelRole.JUDGE, steps * (batch + val) * judge, Long::sum);
            asks.merge(ModelRole.BACKWARD, steps * batch * count.backward(), Long::sum);
            long summaries =
                    optimizer.phases().stream()
                            .filter(p -> p.reduce() == Reduce.SUMMARISE)
                            .mapToInt(p -> p.steps())
                            .sum();
            asks.merge(
                    ModelRole.OPTIMIZER, (steps + rounds * summaries) * count.prompts(), Long::sum);
        }
        return new CallFormula(asks);
    }

    public long total() {
        return asks.values().stream().mapToLong(Long::longValue).sum();
    }
}
