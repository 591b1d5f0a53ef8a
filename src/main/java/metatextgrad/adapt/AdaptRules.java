package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.evaluator.RubricScore;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Evidence;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;

/** The rules for projects that adapt to their traffic. Pure. */
public final class AdaptRules {
    private AdaptRules() {}

    /** Returns what such a project may not have, one line each; nothing for other projects. */
    public static List<String> problems(Project project) {
        AdaptSettings adapt = project.adapt();
        List<String> problems = new ArrayList<>();
        if (adapt == null) return problems;
        problems.addAll(new FrozenTexts(adapt.frozen(), project.seed()).problems());
        problems.addAll(problems(adapt.mode(), adapt.evidence()));
        if (adapt.evidence().after().compareTo(adapt.canary().holdbackFor()) >= 0)
            problems.add(
                    "adapt.feedback.after must be shorter than adapt.canary.holdback-for, or a canary ends before its answers are judged");
        if (adapt.shareable()) return problems;
        for (OptimizerSpec spec : project.optimizers())
            for (Phase phase : spec.phases())
                if (copiesTasks(phase))
                    problems.add(
                            "optimizers: %s: strategy `%s` copies tasks into prompts, and `adapt` brings prompts to users: remove the optimizer, or set `adapt.shareable: true`"
                                    .formatted(spec.name(), phase.strategy()));
        return problems;
    }

    private static List<String> problems(Mode mode, Evidence evidence) {
        List<String> problems = new ArrayList<>();
        if (!evidence.truth() && !evidence.judge())
            problems.add(
                    "adapt.evidence: runs need right answers or a judge to validate: add `truth`, or `judge` with `judge.rubric`");
        if (evidence.judge() && evidence.rubric() == null)
            problems.add(
                    "adapt.judge.rubric is missing: `evidence` has `judge`, which needs to know what a good answer is");
        if (!evidence.judge() && evidence.rubric() != null)
            problems.add(
                    "adapt.judge has no effect: add `judge` to `adapt.evidence`, or remove it");
        if (mode == Mode.AUTO && !evidence.truth() && !evidence.feedback())
            problems.add(
                    "adapt.mode: `auto` needs `truth` or `feedback` in `evidence`: what only a judge prefers, a person promotes: set `propose`");
        return problems;
    }

    /**
     * Returns the project as its windows score: with a judge, tasks without a right answer have a
     * score too. Without right answers, the judge scores all of them.
     */
    public static Project ofWindows(Project project) {
        AdaptSettings adapt = requireNonNull(project.adapt());
        Evidence evidence = adapt.evidence();
        if (evidence.rubric() == null) return project;
        LoopSettings loop = project.loop();
        List<EvaluatorSpec.Part> parts =
                evidence.truth() ? List.of(new EvaluatorSpec.Part(1, loop.evaluator())) : List.of();
        EvaluatorSpec judge =
                new EvaluatorSpec(
                        RubricScore.NAME,
                        new TreeMap<>(Map.of(RubricScore.NAME, evidence.rubric())),
                        parts);
        return project.withLoop(loop.withEvaluator(judge));
    }

    /** Whether a run of a window may use this optimizer. */
    static boolean allows(AdaptSettings adapt, OptimizerSpec spec) {
        return adapt.shareable() || spec.phases().stream().noneMatch(AdaptRules::copiesTasks);
    }

    private static boolean copiesTasks(Phase phase) {
        return phase.aspect() == Aspect.DEMOS;
    }
}
