package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.strategy.Ablation;
import metatextgrad.strategy.Strategies;
import metatextgrad.strategy.WorkedExamples;

/** What the proposals of a step do (ADR 49, ADR 76). Pure. */
final class Operators {
    private static final List<Kind> TURNS = List.of(Kind.INJECT, Kind.ABLATE, Kind.CONSOLIDATE);

    private final Race race;
    private final List<Pattern> patterns;
    private final CriticMeasure critic;

    private Operators(Race race) {
        this.race = race;
        patterns = race.isRung() ? FailureDiagnosis.table(race.findings().patterns()) : List.of();
        critic = race.critic();
    }

    static Operators of(Race race) {
        return new Operators(race);
    }

    /** Returns a revision without patterns: by critiques, unless they mislead. */
    static StepOperator revision(Race race) {
        return race.critic().isMisleading()
                ? new StepOperator(Kind.REWRITE, List.of())
                : StepOperator.PLAIN;
    }

    /**
     * Returns what a proposal does. The first of each step revises. The second one measures the
     * critic, repeats the evidence that gained most, or takes turns in a rung.
     *
     * @param parent the program it starts from
     * @param turn number of the step in its part, plus the number of the arm among the active ones
     */
    StepOperator of(OptimizerSpec spec, Program parent, int slot, int turn) {
        if (!Strategies.hasOperators(spec.phase(1).strategy()))
            return new StepOperator(Kind.REVISE, patterns);
        Kind kind = kind(parent, slot, turn);
        if (!isPossible(kind, parent)) kind = Kind.REVISE;
        boolean uncriticised = kind == Kind.REVISE && critic.isMisleading();
        return new StepOperator(uncriticised ? Kind.REWRITE : kind, patterns);
    }

    private Kind kind(Program parent, int slot, int turn) {
        return switch (race.leg()) {
            case RaceRules.Leg.Evidence evidence -> ofEvidence(parent, slot, turn);
            case RaceRules.Leg.Rung rung -> slot == 0 ? Kind.REVISE : ofTurn(turn);
            case RaceRules.Leg.Base(int base) when base == 0 && isMeasuring() -> Kind.APPLY;
            case RaceRules.Leg.Base(int base) when base == 0 && slot > 0 ->
                    gaining().orElse(Kind.REVISE);
            case RaceRules.Leg.Base base -> Kind.REVISE;
            case RaceRules.Leg.Descriptions descriptions -> Kind.REVISE;
            case RaceRules.Leg.Composition composition -> Kind.REVISE;
            case RaceRules.Leg.Confirmation confirmation -> Kind.REVISE;
            case RaceRules.Leg.End end -> Kind.REVISE;
        };
    }

    /** First each kind of evidence alone, then each on top of what helped. */
    private Kind ofEvidence(Program parent, int slot, int turn) {
        if (slot == 0) return Kind.DEMONSTRATE;
        boolean alone = turn == 0 || hasExamples(parent);
        return alone ? Kind.CONTRAST : Kind.RULE_AND_EXAMPLES;
    }

    private static boolean hasExamples(Program parent) {
        return parent.calls().anyMatch(call -> WorkedExamples.count(call.prompt().value()) > 0);
    }

    /** After a step whose revisions gained nothing, its critiques are applied as they are. */
    private boolean isMeasuring() {
        return race.rules().evidence()
                && !critic.isKnown()
                && race.part().taken() > 0
                && race.findings().steps().getLast().stream().allMatch(BatchScore::judgesArm);
    }

    private Kind ofTurn(int turn) {
        List<Kind> turns = new ArrayList<>(TURNS);
        Optional<Kind> gaining = gaining();
        if (gaining.isPresent() || critic.isMisleading()) turns.add(Kind.ROLE_AND_CONSTRAINTS);
        gaining.ifPresent(turns::add);
        return turns.get(turn % turns.size());
    }

    /** Returns the kind of evidence with the largest mean gain on tasks that it had not read. */
    private Optional<Kind> gaining() {
        return List.of(Kind.DEMONSTRATE, Kind.CONTRAST, Kind.RULE_AND_EXAMPLES).stream()
                .filter(kind -> gain(kind) > 0)
                .max(Comparator.comparingDouble(this::gain));
    }

    private double gain(Kind kind) {
        return race.findings().scores().stream()
                .filter(score -> score.work().operator().kind() == kind && score.isAnswered())
                .mapToDouble(BatchScore::gain)
                .average()
                .orElse(0);
    }

    private boolean isPossible(Kind kind, Program parent) {
        return switch (kind) {
            case REVISE,
                    CONSOLIDATE,
                    DEMONSTRATE,
                    CONTRAST,
                    RULE_AND_EXAMPLES,
                    ROLE_AND_CONSTRAINTS,
                    APPLY,
                    REWRITE ->
                    true;
            case INJECT -> !patterns.isEmpty();
            case ABLATE -> Ablation.isPossible(parent);
        };
    }
}
