package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.project.Project;

/** One task set of an {@link Amortised} study, with one seed. Used by one thread. */
final class LearningTask {
    private final Project project;
    private final ExperimentRequests requests;
    private final ExperimentEnvironment environment;

    LearningTask(Transfer.Side side, long seed, ExperimentEnvironment environment) {
        this.project = side.project();
        this.requests = new ExperimentRequests(side.tasks(), seed);
        this.environment = environment;
    }

    /** Executes a whole run of metaTextGrad. */
    RunTrace whole() {
        return run("learn", project);
    }

    /** Executes a short run: one optimizer, and no meta level. */
    RunTrace with(OptimizerSpec optimizer, String name) {
        return run(name, new Variants(project).only(optimizer));
    }

    /** Returns the result of a run. */
    static Line best(RunTrace run) {
        return run.state().lines().get(run.state().best());
    }

    /** Returns restarts of an optimizer; {@code run} is any run on this set. */
    Restarts restarts(OptimizerSpec optimizer, RunTrace run) {
        Restarts.Reached seed =
                new Restarts.Reached(
                        run.seedScore(),
                        run.state().lines().getFirst().validation(),
                        project.seed());
        return Restarts.of(project, optimizer, seed, requests, environment);
    }

    /** Returns the outcomes of a program on the test set. */
    List<ItemOutcome> test(String name, Program program) {
        return environment
                .trial(requests.evaluation(name, project, program, Split.TEST, 0))
                .report()
                .outcomes();
    }

    private RunTrace run(String name, Project variant) {
        return environment.run(requests.run(name, variant, requests.seed())).finished(name);
    }
}
