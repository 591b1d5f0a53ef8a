package metatextgrad.embedded.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.GeneratedTasks;
import metatextgrad.cli.demo.HouseTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;

/** The demo on real models: a small run whose cost is known before it starts. Pure. */
final class RealModelDemo {
    static final long PUZZLE_CALLS = 500;

    /** The search has 300 calls. The last scores of two programs take the others. */
    static final long MAX_CALLS = 580;

    private static final String SET = "demo";
    private static final int ROUNDS = 1;

    /** A model on the user's own machine may take minutes for one reply. */
    private static final int TIMEOUT_SECONDS = 600;

    private RealModelDemo() {}

    /** Puzzles have long answers, and a house's tasks short ones. */
    static List<TaskSubmitted> tasks(GeneratedTasks family, Project project, long seed) {
        return switch (family) {
            case DemoTasks puzzles -> puzzles.tasks(project.id(), SET, 12, 25, 25, seed);
            case HouseTasks house -> house.tasks(project.id(), SET, 40, 40, 100, seed);
        };
    }

    /**
     * Returns the project of a family as a short race on these models. A role without a model has
     * the optimizer's. The budget ends the race before its last rung, and limits repeated requests
     * too.
     */
    static Project project(GeneratedTasks family, Map<ModelRole, String> names) {
        Project demo = Inputs.project("the demo's project", family.project());
        LoopSettings loop = demo.loop();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        String strong = names.getOrDefault(ModelRole.OPTIMIZER, "gpt-4o");
        for (ModelRole role : ModelRole.values()) {
            String otherwise = role == ModelRole.PROGRAM ? "gpt-4o-mini" : strong;
            ModelSpec model = loop.model(role);
            models.put(
                    role,
                    new ModelSpec(
                                    names.getOrDefault(role, otherwise),
                                    0,
                                    model.maxTokens(),
                                    Math.max(model.timeoutSeconds(), TIMEOUT_SECONDS))
                            .withTemperature(model.temperature()));
        }
        return demo.withLoop(loop.withModels(models).withSkipCorrect(true))
                .withMeta(demo.meta().withRounds(ROUNDS, 0))
                .withBudget(
                        Budget.ofCalls(family instanceof HouseTasks ? MAX_CALLS : PUZZLE_CALLS));
    }
}
