package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import org.jspecify.annotations.Nullable;

/** One task set of an {@link Amortised} study, with one seed. Used by one thread. */
final class LearningTask {
    private final Transfer.Side side;
    private final ExperimentRequests requests;
    private final ExperimentEnvironment environment;
    private @Nullable RunTrace seedScore;

    LearningTask(Transfer.Side side, long seed, ExperimentEnvironment environment) {
        this.side = side;
        this.requests = new ExperimentRequests(side.tasks(), seed);
        this.environment = environment;
    }

    /** Executes a whole run of metaTextGrad. */
    RunTrace whole() {
        RunTrace trace = environment.run(requests.run("learn", side.project(), requests.seed()));
        RunState state = trace.state();
        if (state.status() != RunState.Status.FINISHED)
            throw new IllegalStateException("the run failed: " + state.reason());
        return trace;
    }

    /** Returns the optimizer that won a run; null if the seed program won. */
    static @Nullable OptimizerSpec winner(RunTrace whole) {
        Line best = whole.state().lines().get(whole.state().best());
        return best.optimizer();
    }

    /** Scores the seed program on the validation set, once. */
    RunTrace seedScore() {
        if (seedScore == null) seedScore = evaluate("seed", side.project().seed(), Split.VAL);
        return seedScore;
    }

    /** Executes one trial from the seed program. */
    RunTrace trial(String name, OptimizerSpec spec, long order) {
        ScoreStats seed = seedScore().report().stats();
        return environment.trial(requests.trial(name, side.project(), spec, seed, order));
    }

    /** Returns the outcomes of a program on the test set. */
    List<ItemOutcome> test(String name, Program program) {
        return evaluate(name, program, Split.TEST).report().outcomes();
    }

    /** Returns the seed program with its score and what that cost. */
    Restarts.Reached seed() {
        RunTrace scored = seedScore();
        return new Restarts.Reached(scored.all(), scored.report().stats(), side.project().seed());
    }

    private RunTrace evaluate(String name, Program program, Split split) {
        return environment.trial(requests.evaluation(name, side.project(), program, split, 0));
    }
}
