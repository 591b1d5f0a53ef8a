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
        return text(spec, true);
    }

    /** As {@link #of}, without what a phase shows of past steps: a race has no memory of them. */
    static String inRace(OptimizerSpec spec) {
        return text(spec, false);
    }

    private static String text(OptimizerSpec spec, boolean past) {
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
            String shown = past ? past(phase) : "";
            text.append((Strategies.step(phase.strategy()) + shown).strip()).append('\n');
            text.append("Its task description:\n").append(phase.taskDescription()).append('\n');
            for (String constraint : phase.constraints())
                text.append("Constraint: ").append(constraint).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String past(Phase phase) {
        int window = Strategies.refusalWindow(phase.strategy());
        String refused =
                window == 0
                        ? ""
                        : "It shows the edits refused in the last %d steps. ".formatted(window);
        return refused
                + "It shows the criticism of %d past steps and %d past versions."
                        .formatted(phase.memory(), phase.momentum());
    }
}
