package metatextgrad.adapt;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.AdaptSettings;
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

    /** Whether a run of a window may use this optimizer. */
    static boolean allows(AdaptSettings adapt, OptimizerSpec spec) {
        return adapt.shareable() || spec.phases().stream().noneMatch(AdaptRules::copiesTasks);
    }

    private static boolean copiesTasks(Phase phase) {
        return phase.aspect() == Aspect.DEMOS;
    }
}
