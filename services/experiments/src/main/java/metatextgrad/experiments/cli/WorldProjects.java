package metatextgrad.experiments.cli;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** Adapts a generated project to a world that is about the project as well. Pure. */
final class WorldProjects {
    /** Costs ability in world {@code defect}, by the phrase in its file. */
    static final String DEFECT = "Answer at once, and do not show any steps.";

    private WorldProjects() {}

    /** Returns the project of experiments in this world; null for a real model. */
    static Project in(@Nullable String world, Project made) {
        if (world == null) return made;
        return switch (world) {
            // Only a judge gives wrong verdicts.
            case "noisy-judge" ->
                    made.withLoop(made.loop().withEvaluator(EvaluatorSpec.named("judge")));
            case "defect" -> made.withSeed(defective(made.seed()));
            default -> made;
        };
    }

    private static Program defective(Program seed) {
        Map<String, String> prompts = new TreeMap<>();
        for (Node.LlmCall call : seed.trainable())
            prompts.put(call.id(), call.prompt().value() + "\n" + DEFECT);
        return seed.withPrompts(prompts);
    }
}
