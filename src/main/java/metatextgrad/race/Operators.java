package metatextgrad.race;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.strategy.Ablation;
import metatextgrad.strategy.Strategies;

/**
 * What the proposals of a rung's steps do (ADR 49). The first of each step revises. The second does
 * something else in each step, and for each arm something else. Pure.
 */
final class Operators {
    private static final List<Kind> TURNS = List.of(Kind.INJECT, Kind.ABLATE, Kind.CONSOLIDATE);

    private Operators() {}

    /**
     * Returns what a proposal of a rung does. It revises if there is nothing to inject or to drop.
     *
     * @param parent the program it starts from
     * @param turn number of the step in its rung, plus the number of the arm among the active ones
     * @param patterns what goes wrong most often
     */
    static StepOperator of(
            OptimizerSpec spec, Program parent, int slot, int turn, List<Pattern> patterns) {
        Kind kind =
                slot == 0 || !Strategies.hasOperators(spec.phase(1).strategy())
                        ? Kind.REVISE
                        : TURNS.get(turn % TURNS.size());
        return new StepOperator(isPossible(kind, parent, patterns) ? kind : Kind.REVISE, patterns);
    }

    private static boolean isPossible(Kind kind, Program parent, List<Pattern> patterns) {
        return switch (kind) {
            case REVISE, CONSOLIDATE -> true;
            case INJECT -> !patterns.isEmpty();
            case ABLATE -> Ablation.isPossible(parent);
        };
    }
}
