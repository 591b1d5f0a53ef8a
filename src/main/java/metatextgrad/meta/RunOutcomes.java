package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;

/**
 * Adds to the events of a run what its project needs to know. Events of a run are in the order of
 * the run, and the runs of a project follow each other: these are in the order of the project.
 */
final class RunOutcomes {
    private RunOutcomes() {}

    /** Returns the decision with the outcomes that follow from its events, after these. */
    static Decision added(Decision decision) {
        List<OptimizerVersion> versions = new ArrayList<>();
        List<Event> outcomes = new ArrayList<>();
        for (Event event : decision.outputs()) {
            if (event instanceof OptimizerVersion version) versions.add(version);
            if (event instanceof RunState state && !state.status().open())
                outcomes.add(
                        new RunEnded(
                                state.request().project().id(),
                                state.request().id(),
                                state.status(),
                                state.reason()));
        }
        if (!versions.isEmpty())
            outcomes.addFirst(new OptimizersJudged(versions.getFirst().project(), versions));
        if (outcomes.isEmpty()) return decision;
        List<Event> all = new ArrayList<>(decision.outputs());
        all.addAll(outcomes);
        return new Decision(decision.changes(), all, decision.ignored(), decision.rejected());
    }

    /** Returns the gain of a step in a contest of optimizers. It belongs to no run. */
    static Decision ofStep(ScoreAggregated report) {
        StepScored scored =
                new StepScored(
                        report.stepRef().project(),
                        report.stepRef().trial(),
                        report.gain(),
                        report.failure(),
                        report.cost());
        return new Decision(List.of(), List.of(scored), List.of(), null);
    }

    /** Returns the outcomes of a version on tasks of a contest. They belong to no run. */
    static Decision ofGate(ScoreAggregated report) {
        GateScored scored =
                new GateScored(
                        report.stepRef().project(),
                        report.stepRef().trial(),
                        report.outcomes(),
                        report.cost(),
                        report.failure());
        return new Decision(List.of(), List.of(scored), List.of(), null);
    }
}
