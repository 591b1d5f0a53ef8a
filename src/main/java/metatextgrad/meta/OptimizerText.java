package metatextgrad.meta;

import java.util.Locale;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.strategy.Strategies;

/**
 * Renders an optimizer as text. The paper shows source code here; a specification shows its phases.
 */
public final class OptimizerText {
    private OptimizerText() {}

    public static String of(OptimizerSpec spec) {
        StringBuilder text =
                new StringBuilder("Optimizer ")
                        .append(spec.name())
                        .append(", ")
                        .append(spec.steps())
                        .append(" steps in all.\n");
        int number = 1;
        for (Phase phase : spec.phases()) {
            text.append("Phase ").append(number++).append(": strategy ").append(phase.strategy());
            text.append(", improves the ")
                    .append(phase.aspect().name().toLowerCase(Locale.ROOT))
                    .append(", ");
            text.append(phase.steps()).append(" steps.\n");
            text.append(Strategies.step(phase.strategy()));
            text.append("It shows the criticism of ")
                    .append(phase.memory())
                    .append(" past steps and ")
                    .append(phase.momentum())
                    .append(" past versions.\n");
            text.append("Its task description:\n").append(phase.taskDescription()).append('\n');
            for (String constraint : phase.constraints())
                text.append("Constraint: ").append(constraint).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
