package metatextgrad.experiments;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** The runs and evaluations of one seed, named after their method. Pure. */
public record ExperimentRequests(List<TaskSubmitted> tasks, long seed) {
    public ExperimentRequests {
        tasks = List.copyOf(tasks);
    }

    /**
     * {@code order} determines the batch order and the draws; methods that compete from one seed
     * share it.
     */
    public RunRequested run(String name, Project project, long order) {
        return new RunRequested(
                id(name),
                project,
                snapshot(project),
                order,
                List.of(),
                RunForecaster.of(project, tasks).sizes(),
                Prices.NONE);
    }

    public EvaluationRequested evaluation(
            String name, Project project, Program program, Split split, int sample) {
        RunId run = id(name);
        TrialId trial = new TrialId(ContentHash.of("experiment", run, split, sample));
        return new EvaluationRequested(
                new StepRef(project.id(), run, trial, 0, sample),
                "%s-%s-%d".formatted(name, split, sample),
                program,
                project.loop(),
                snapshot(project),
                split,
                false,
                seed,
                BatchRequested.NO_DRAW,
                null);
    }

    /** Returns the request for one trial of an optimizer from the seed program. */
    MetaPromptPublished trial(
            String name, Project project, OptimizerSpec spec, ScoreStats seedScore, long order) {
        RunId run = id(name);
        TrialId trial = new TrialId(ContentHash.of("experiment", run));
        return new MetaPromptPublished(
                new StepRef(project.id(), run, trial, 0, 0),
                MetaPromptPublished.BASE,
                0,
                0,
                spec,
                null,
                null,
                project.seed(),
                seedScore,
                project.loop(),
                snapshot(project),
                order,
                BatchRequested.NO_DRAW,
                null);
    }

    /**
     * Returns the project with a program model that varies its answers, as that of the optimizer
     * does.
     */
    static Project varied(Project project) {
        LoopSettings loop = project.loop();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(loop.models());
        ModelSpec model = loop.model(ModelRole.PROGRAM);
        models.put(
                ModelRole.PROGRAM,
                model.withTemperature(loop.model(ModelRole.OPTIMIZER).temperature()));
        return project.withLoop(loop.withModels(models));
    }

    private RunId id(String name) {
        return new RunId("%s-seed-%d".formatted(name, seed));
    }

    private SnapshotSpec snapshot(Project project) {
        return SnapshotSpec.of(project, tasks);
    }
}
