package metatextgrad.adapt;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.model.ContentHash;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Comparison;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.project.Project;

/**
 * The steps of one comparison of a contest: each optimizer rewrites the same program, once on each
 * batch. Pure.
 */
record FirstSteps(OptimizerContest contest, Comparison comparison) {
    /** Returns the steps of the candidate, and then those of the optimizer in use. */
    List<TrialId> trials() {
        return Stream.concat(trials("candidate"), trials("incumbent")).toList();
    }

    private Stream<TrialId> trials(String role) {
        return batches().mapToObj(batch -> trial(role, batch));
    }

    private IntStream batches() {
        return IntStream.range(0, comparison.steps());
    }

    private TrialId trial(String role, int batch) {
        return new TrialId(
                ContentHash.of("trial", contest.run(), role, comparison.window(), batch));
    }

    /**
     * Returns the requests of the steps. The batches are drawn anew, so they are others than those
     * of the run on this window.
     */
    List<StepRequested> requests(Project project, SnapshotSpec window, Program from) {
        return batches()
                .boxed()
                .flatMap(
                        batch ->
                                Stream.of(
                                        request(project, window, from, "candidate", batch),
                                        request(project, window, from, "incumbent", batch)))
                .toList();
    }

    private StepRequested request(
            Project project, SnapshotSpec window, Program from, String role, int batch) {
        OptimizerSpec spec =
                role.equals("candidate") ? contest.candidate().spec() : contest.incumbent();
        return new StepRequested(
                new StepRef(
                        project.id(),
                        contest.run(),
                        RunKind.OPTIMIZER_COMPARISON,
                        trial(role, batch),
                        0,
                        0),
                "%s/window-%d/batch-%d".formatted(role, comparison.window(), batch),
                spec.only(changed(), 1),
                from,
                StepOperator.PLAIN,
                batch,
                project.loop().forStep(StepOperator.PLAIN),
                window,
                ContentHash.number("batches", contest.run(), comparison.window()),
                BatchRequested.NO_DRAW,
                null);
    }

    /** The first phase in which the two differ: its steps show what the change is worth. */
    private int changed() {
        OptimizerSpec one = contest.candidate().spec();
        OptimizerSpec other = contest.incumbent();
        int both = Math.min(one.phases().size(), other.phases().size());
        return IntStream.range(0, both)
                .filter(phase -> !one.phases().get(phase).equals(other.phases().get(phase)))
                .findFirst()
                .orElse(0);
    }

    /**
     * Returns what the comparison shows. A batch counts if a model answered both steps.
     *
     * @param scored in the order of {@link #trials}
     */
    Observation observed(List<StepScored> scored) {
        int steps = 0;
        double candidate = 0;
        double incumbent = 0;
        for (int batch = 0; batch < comparison.steps(); batch++) {
            StepScored one = scored.get(batch);
            StepScored other = scored.get(comparison.steps() + batch);
            if (!one.counts() || !other.counts()) continue;
            steps++;
            candidate += one.gain();
            incumbent += other.gain();
        }
        return steps == 0
                ? new Observation(comparison.window(), 0, 0, 0)
                : new Observation(comparison.window(), steps, incumbent / steps, candidate / steps);
    }
}
