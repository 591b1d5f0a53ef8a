package metatextgrad.embedded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The demo on real models: a small run whose cost is known before it starts. Pure. */
final class RealModelDemo {
    static final int TRAIN = 12;
    static final int VAL = 25;
    static final int TEST = 25;
    static final long MAX_CALLS = 500;
    private static final int STEPS = 3;
    private static final int ROUNDS = 1;

    private RealModelDemo() {}

    /**
     * Returns the demo's project with few steps on these models. A role without a model has the
     * optimizer's. Repeated requests come on top of the announced ones; the budget limits them.
     */
    static Project project(Project demo, Map<ModelRole, String> names) {
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
                                    model.timeoutSeconds())
                            .withTemperature(model.temperature()));
        }
        return demo.withLoop(loop.withModels(models).withSkipCorrect(true))
                .withOptimizers(demo.optimizers().stream().map(RealModelDemo::few).toList())
                .withMeta(demo.meta().withRounds(ROUNDS, 0))
                .withBudget(Budget.ofCalls(MAX_CALLS));
    }

    /**
     * Returns an estimate of the tokens, in one line.
     *
     * @throws EnvironmentProblem if the run could take more calls than a demo may
     */
    static String announcement(Project project, List<TaskSubmitted> tasks) {
        CallsByRole calls = RunForecaster.of(project, tasks).calls();
        if (calls.total() > MAX_CALLS)
            throw Exit.CONFIGURATION.problem(
                    "this run could take %d calls, but the demo on real models takes at most %d: use mtg run",
                    calls.total(), MAX_CALLS);
        return TokenEstimate.sentence(calls.requests());
    }

    private static OptimizerSpec few(OptimizerSpec optimizer) {
        return new OptimizerSpec(
                optimizer.name(),
                optimizer.phases().stream().map(phase -> phase.withSteps(STEPS)).toList());
    }
}
