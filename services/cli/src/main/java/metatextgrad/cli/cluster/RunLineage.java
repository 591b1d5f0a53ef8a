package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.lineage.Ancestry;
import metatextgrad.lineage.Lineage;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/** How a run came to its result, from the topics. */
public record RunLineage(Lineage lineage, Line answer) {
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.TRIALS,
                    Topics.OPTIMIZER_STATE,
                    Topics.SCORES,
                    Topics.GRADIENTS,
                    Topics.OPTIMIZERS);

    /**
     * Returns the lineage of this run.
     *
     * @throws EnvironmentProblem if it is unknown, or has no result yet
     */
    public static RunLineage of(Cluster cluster, RunId run) {
        Stamped<RunState> last = RunCatalog.state(cluster, run).orElse(null);
        if (last == null && !RunCatalog.exists(cluster, run)) throw RunCatalog.unknown(run);
        if (last == null || last.event().lines().isEmpty())
            throw Exit.NOT_FOUND.problem("run %s has no result yet: mtg runs watch %s", run, run);
        RunState state = last.event();
        Lineage lineage = new Lineage(run);
        lineage.accept(state);
        try (EventReader reader = cluster.reader(TOPICS)) {
            reader.since(RunCatalog.began(cluster, run));
            reader.until(last.millis(), one -> lineage.accept(one.event()));
        }
        return new RunLineage(lineage, state.lines().get(state.best()));
    }

    /** Returns the seed program of the run. */
    public Program seed() {
        return requireNonNull(lineage.state()).request().project().seed();
    }

    /**
     * Returns the steps to the answer, accepted or not, in order.
     *
     * @throws EnvironmentProblem if the topics no longer have all of them
     */
    public List<OptimizerState> steps() {
        List<OptimizerState> steps = lineage.steps(answer);
        if (!isWhole(steps))
            throw Exit.NOT_FOUND.problem(
                    "the steps of run %s have expired (MTG_RETENTION): mtg prompts diff %s compares its result with the seed program",
                    run(), run());
        return steps;
    }

    /**
     * Returns how the run came to its answer.
     *
     * @throws EnvironmentProblem as for {@link #steps}
     */
    public Ancestry ancestry() {
        steps();
        return lineage.of(answer);
    }

    /** Returns whether the steps lead from the seed program to the answer without a gap. */
    private boolean isWhole(List<OptimizerState> steps) {
        Program before = seed();
        boolean found = answer.program().equals(before);
        for (OptimizerState step : steps) {
            ProgramId parent = step.parent();
            if (parent != null && !parent.equals(before.id())) return false;
            before = after(step);
            found |= answer.program().equals(before);
        }
        return found;
    }

    /** Returns the program from which the next step starts; in a race that is its proposal. */
    public static Program after(OptimizerState step) {
        Program candidate = step.candidate();
        return step.decision() == Decided.PASSED && candidate != null
                ? candidate
                : step.incumbent();
    }

    private RunId run() {
        return requireNonNull(lineage.state()).request().id();
    }
}
