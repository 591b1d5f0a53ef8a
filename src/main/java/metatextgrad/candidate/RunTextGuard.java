package metatextgrad.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.TextGuard;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run's steps, with the texts that its rewrites must keep and must not copy. The
 * result of a window can reach users, so the prompts of such a run copy nothing from tasks. Pure.
 */
public final class RunTextGuard {
    private RunTextGuard() {}

    /** Returns the settings of the trials and validations of a run. */
    public static LoopSettings settings(RunRequested request) {
        return guarded(request, request.project().loop());
    }

    /** Returns the settings of a step of a race, from 1. */
    public static LoopSettings settings(RunRequested request, int step) {
        return guarded(request, request.loop(step));
    }

    private static LoopSettings guarded(RunRequested request, LoopSettings loop) {
        Project project = request.project();
        AdaptSettings adapt = project.adapt();
        List<String> frozen =
                adapt == null
                        ? List.of()
                        : new FrozenTexts(adapt.frozen(), project.seed()).pieces();
        return loop.with(new TextGuard(frozen, known(request)));
    }

    /** Returns the texts of the project file and of the seed program; null without the rule. */
    private static @Nullable List<String> known(RunRequested request) {
        Project project = request.project();
        AdaptSettings adapt = project.adapt();
        boolean may = adapt != null && adapt.shareable();
        if (may || request.kind() != RunKind.WINDOW) return null;
        return texts(project, request.versions().stream().map(OptimizerVersion::spec).toList());
    }

    /** Returns the texts of a project file and of its seed program. Prompts may copy from them. */
    public static List<String> ofFile(Project project) {
        return texts(project, List.of());
    }

    private static List<String> texts(Project project, List<OptimizerSpec> learned) {
        List<String> known = new ArrayList<>(Quotes.texts(project.seed()));
        known.add(project.loop().questionType());
        add(known, project.loop().evaluator());
        for (OptimizerSpec spec : project.optimizers())
            if (!learned.contains(spec)) spec.phases().forEach(phase -> add(known, phase));
        return known.stream().distinct().toList();
    }

    private static void add(List<String> known, EvaluatorSpec evaluator) {
        for (Map.Entry<String, String> setting : evaluator.settings().entrySet())
            known.add(setting.getValue());
        evaluator.parts().forEach(part -> add(known, part.evaluator()));
    }

    private static void add(List<String> known, Phase phase) {
        known.add(phase.taskDescription());
        known.addAll(phase.constraints());
        known.addAll(phase.examples());
    }
}
