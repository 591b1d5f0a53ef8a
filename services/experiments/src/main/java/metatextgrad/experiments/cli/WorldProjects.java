package metatextgrad.experiments.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
            case "defect" -> made.withSeed(changed(made.seed(), text -> text + "\n" + DEFECT));
            case "format-only" -> made.withSeed(changed(made.seed(), WorldProjects::formless));
            default -> made;
        };
    }

    private static Program changed(Program seed, UnaryOperator<String> change) {
        Map<String, String> prompts = new TreeMap<>();
        for (Node.LlmCall call : seed.trainable())
            prompts.put(call.id(), change.apply(call.prompt().value()));
        return seed.withPrompts(prompts);
    }

    /** Drops the sentences about the line with the answer. */
    private static String formless(String prompt) {
        return prompt.lines()
                .filter(line -> !line.contains("`Answer: "))
                .collect(Collectors.joining("\n"));
    }
}
