package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import metatextgrad.model.Cost;
import metatextgrad.model.Dollars;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.StructurePhase;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run. It lists the seed program, and the best unchanged optimizer if one was
 * tried. Then it lists the learned optimizers, if any: the best description and the best structure
 * that beat it. The last line is the result.
 */
public final class Report {
    private Report() {}

    /**
     * Returns the best result of a prompt phase. Without a trial or a win it is the seed program
     * under its optimizer.
     */
    static EvaluatedOptimizer reached(
            RunRequested request, ScoreStats seedScore, PromptPhase promptPhase) {
        EvaluatedOptimizer best = promptPhase.best();
        return best != null
                ? best
                : unchanged(
                        request,
                        seedScore,
                        request.project().optimizers().get(promptPhase.optimizer()));
    }

    /** Returns an optimizer without a result of its own: its program is the seed program. */
    static EvaluatedOptimizer unchanged(
            RunRequested request, ScoreStats seedScore, OptimizerSpec spec) {
        return new EvaluatedOptimizer(spec, 0, request.project().seed(), seedScore);
    }

    /**
     * Returns the best result of all prompt phases; the first of equals. A submitted optimizer
     * whose trial still runs has no result and is not one of the request's optimizers.
     */
    static EvaluatedOptimizer best(
            RunRequested request, ScoreStats seedScore, List<PromptPhase> promptPhases) {
        int own = request.project().optimizers().size();
        return promptPhases.stream()
                .filter(promptPhase -> promptPhase.optimizer() < own || promptPhase.best() != null)
                .map(promptPhase -> reached(request, seedScore, promptPhase))
                .reduce(Report::higher)
                .orElseThrow();
    }

    /** Returns how the rounds ended, prompt phases first. */
    static List<RoundEnd> rounds(
            List<PromptPhase> promptPhases, @Nullable StructurePhase structurePhase) {
        List<RoundEnd> rounds = new ArrayList<>();
        promptPhases.forEach(promptPhase -> rounds.addAll(promptPhase.ends()));
        if (structurePhase != null) rounds.addAll(structurePhase.ends());
        return List.copyOf(rounds);
    }

    static List<Line> lines(
            RunRequested request,
            ScoreStats seedScore,
            List<PromptPhase> promptPhases,
            EvaluatedOptimizer best,
            @Nullable EvaluatedOptimizer won) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.selected("seed program", null, 0, request.project().seed(), seedScore));
        promptPhases.stream()
                .<@Nullable EvaluatedOptimizer>map(PromptPhase::base)
                .filter(Objects::nonNull)
                .reduce(Report::higher)
                .ifPresent(base -> lines.add(line(base, "")));
        if (best.round() > 0) lines.add(line(best, " with learned description"));
        if (won != null) lines.add(line(won, ", learned structure"));
        return List.copyOf(lines);
    }

    /** Returns how the budget ended the search, in one line; empty if it did not. */
    static String stopped(RunRequested request, List<RoundEnd> rounds, Cost spent) {
        if (rounds.stream().noneMatch(end -> end.verdict() == Verdict.STOPPED)) return "";
        MetaSettings meta = request.project().meta();
        int asGiven = meta.initialScore() == InitialScore.TRIAL ? 1 : 0;
        int trials = request.project().optimizers().size() * (asGiven + meta.promptRounds());
        return "the budget of %s stopped the search: %s, %d of %d trials of prompt phases and %d of %d of structures not done"
                .formatted(
                        limits(request.project()),
                        used(request, spent),
                        trials - done(rounds, MetaPhase.PROMPT),
                        trials,
                        meta.structureRounds() - done(rounds, MetaPhase.STRUCTURE),
                        meta.structureRounds());
    }

    /** Describes a budget that was exhausted before the last scores arrived. */
    static String unread(RunRequested request, Cost spent) {
        return "the budget of %s is spent (%s) and the test set was not read"
                .formatted(limits(request.project()), used(request, spent));
    }

    /**
     * Returns whether its budget ended the search of a finished run, or left its last scores open.
     */
    public static boolean isStopped(RunState finished) {
        return RaceBudget.isNamedIn(finished.reason())
                || finished.rounds().stream().anyMatch(end -> end.verdict() == Verdict.STOPPED)
                || finished.lines().stream().anyMatch(line -> line.rescored() == null);
    }

    /** Describes the project's budget in words. */
    public static String limits(Project project) {
        Budget budget = project.budget();
        String run = limits(budget.run());
        if (budget.step().equals(Limits.NONE)) return run;
        return (run.isEmpty() ? "" : run + " and ") + limits(budget.step()) + " for a step";
    }

    private static String limits(Limits limits) {
        List<String> all = new ArrayList<>();
        if (limits.calls() != null) all.add(limits.calls() + " calls");
        if (limits.tokens() != null) all.add(limits.tokens() + " tokens");
        if (limits.micros() != null) all.add(Dollars.text(limits.micros()));
        return String.join(", ", all);
    }

    /** Lists calls always, and tokens and money if they are limited. */
    private static String used(RunRequested request, Cost cost) {
        Budget budget = request.project().budget();
        Spend spend = request.spend(cost);
        String used = spend.calls() + " used";
        if (budget.run().tokens() != null || budget.step().tokens() != null)
            used += ", " + (spend.estimated() > 0 ? "~" : "") + spend.tokens() + " tokens";
        return budget.inDollars() ? used + ", " + Dollars.text(spend.micros()) : used;
    }

    private static int done(List<RoundEnd> rounds, MetaPhase phase) {
        return (int)
                rounds.stream()
                        .filter(end -> end.phase() == phase && end.verdict() != Verdict.STOPPED)
                        .count();
    }

    private static EvaluatedOptimizer higher(EvaluatedOptimizer best, EvaluatedOptimizer other) {
        return other.score() > best.score() ? other : best;
    }

    private static Line line(EvaluatedOptimizer tried, String learned) {
        return Line.selected(
                tried.spec().name() + learned,
                tried.spec(),
                tried.round(),
                tried.program(),
                tried.reached());
    }
}
