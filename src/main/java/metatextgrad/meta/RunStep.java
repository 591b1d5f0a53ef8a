package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.StructurePhase;
import org.jspecify.annotations.Nullable;

/**
 * The state transitions of one run (METHOD §1.6). A run scores the seed program, runs the prompt
 * phases side by side, and runs the structure phase over their results. Then it scores each
 * reported line on the validation set again, and on the test set once.
 */
final class RunStep {
    private final DecisionBuilder decision;
    private final RunKeys keys;
    private final RunEvents events;

    RunStep(DecisionBuilder decision, RunKeys keys) {
        this.decision = decision;
        this.keys = keys;
        this.events = new RunEvents(decision);
    }

    void start(RunRequested request) {
        Run.Open begun = events.begun(request);
        String missing = MissingParts.of(request.project());
        String problem =
                missing == null
                        ? BudgetRule.problem(request.project(), request.sizes(), request.prices())
                        : missing;
        if (problem != null) {
            become(end(begun, Status.FAILED, problem));
            return;
        }
        events.evaluate(request, keys.seed(), "seed", request.project().seed(), Split.VAL, 0);
        become(begun);
    }

    /** Advances as far as the stored rows allow. */
    void advance() {
        while (true) {
            Run state = requireNonNull(decision.get(keys.state()));
            Run next = next(state);
            if (next.equals(state)) return;
            become(next);
        }
    }

    private Run next(Run state) {
        return switch (state) {
            case Run.EvaluatingSeed s -> onSeedScore(s);
            case Run.Searching s -> onPromptPhases(s);
            case Run.Composing s -> onStructurePhase(s);
            case Run.Racing s -> onRace(s);
            case Run.Testing s -> onTestScores(s);
            case Run.Finished s -> s;
        };
    }

    private Run onSeedScore(Run.EvaluatingSeed s) {
        ScoreAggregated report = score(keys.seed());
        if (report == null) return s;
        if (Publishing.failed(report))
            return end(s, Status.FAILED, "the seed program has no score: " + report.reason());
        String unusable = UnusableReplies.problem(report.outcomes(), s.request());
        if (unusable != null) return end(s, Status.FAILED, unusable);
        if (s.request().project().meta().mode() == SearchMode.RACE) {
            SubmissionStep.leaveToTheNextRun(decision, keys, s.request());
            return onRace(
                    new Run.Racing(s.request(), s.serial(), 0, List.of(), List.of(), List.of()));
        }
        List<PromptPhase> promptPhases = new ArrayList<>();
        for (int i = 0; i < s.request().project().optimizers().size(); i++)
            promptPhases.add(step(s.request(), report.stats()).start(i));
        return events.running(
                new Run.Searching(s.request(), s.serial(), report.stats(), promptPhases));
    }

    private Run onPromptPhases(Run.Searching s) {
        PromptPhaseStep step = step(s.request(), s.seedScore());
        SubmissionStep offers = new SubmissionStep(decision, keys, s.request(), s.seedScore());
        List<PromptPhase> promptPhases = new ArrayList<>();
        for (PromptPhase promptPhase : s.promptPhases()) {
            boolean own = promptPhase.optimizer() < s.request().project().optimizers().size();
            promptPhases.add(
                    own
                            ? step.advance(promptPhase)
                            : offers.advance(List.copyOf(promptPhases), promptPhase));
        }
        if (promptPhases.stream()
                .allMatch(
                        promptPhase ->
                                promptPhase.phaseState() instanceof PromptPhase.PhaseState.Done)) {
            promptPhases = offers.next(promptPhases);
            if (promptPhases.getLast().phaseState() instanceof PromptPhase.PhaseState.Done)
                return compose(s, promptPhases);
        }
        if (promptPhases.equals(s.promptPhases())) return s;
        return events.running(
                new Run.Searching(s.request(), s.serial(), s.seedScore(), promptPhases));
    }

    /** The structure phase waits for all prompt phases (barrier G5). */
    private Run compose(Run.Searching s, List<PromptPhase> promptPhases) {
        new SubmissionVerdicts(decision, keys, s.request())
                .answer(
                        promptPhases.subList(0, s.request().project().optimizers().size()),
                        s.seedScore());
        StructurePhase structurePhase =
                structures(s.request(), s.seedScore(), promptPhases)
                        .start(Report.best(s.request(), s.seedScore(), promptPhases));
        return composed(
                new Run.Composing(
                        s.request(), s.serial(), s.seedScore(), promptPhases, structurePhase));
    }

    private Run onStructurePhase(Run.Composing s) {
        StructurePhase next =
                structures(s.request(), s.seedScore(), s.promptPhases())
                        .advance(s.structurePhase());
        if (next.equals(s.structurePhase())) return s;
        return composed(
                new Run.Composing(s.request(), s.serial(), s.seedScore(), s.promptPhases(), next));
    }

    private Run onRace(Run.Racing s) {
        return switch (new RaceStep(decision, keys, s).advance()) {
            case RaceStep.Progress.Open open ->
                    open.run().asked() == s.asked() ? s : events.running(open.run());
            case RaceStep.Progress.Over over -> {
                over.versions().forEach(decision::emit);
                yield scored(s, over.rounds(), over.lines(), over.reason());
            }
        };
    }

    /** Continues the structure phase, or requests the last scores if it is over. */
    private Run composed(Run.Composing s) {
        if (!(s.structurePhase().phaseState() instanceof StructurePhase.PhaseState.Done))
            return events.running(s);
        RunSummary found = RunSummary.of(s);
        return scored(s, found.rounds(), found.lines(), "");
    }

    /** Requests the last scores of these lines. */
    private Run scored(Run.Open s, List<RoundEnd> rounds, List<Line> lines, String reason) {
        for (int i = 0; i < lines.size(); i++) {
            Program program = lines.get(i).program();
            // A new sample, so that no recorded answer is reused.
            events.evaluate(s.request(), keys.rescore(i), "rescore-" + i, program, Split.VAL, 1);
            if (s.request().readsTest())
                events.evaluate(s.request(), keys.test(i), "test-" + i, program, Split.TEST, 0);
        }
        return events.running(new Run.Testing(s.request(), s.serial(), rounds, lines, reason));
    }

    private Run onTestScores(Run.Testing s) {
        List<Line> tested = new ArrayList<>();
        for (int i = 0; i < s.lines().size(); i++) {
            ScoreAggregated again = score(keys.rescore(i));
            ScoreAggregated test = s.request().readsTest() ? score(keys.test(i)) : again;
            if (again == null || test == null) return s;
            if (Publishing.failed(again) || Publishing.failed(test)) stopOthers(s);
            if (again.failure() instanceof Failure.Budget
                    || test.failure() instanceof Failure.Budget) return unread(s);
            if (Publishing.failed(again))
                return end(
                        s,
                        Status.FAILED,
                        "the validation set was not scored again: " + again.reason());
            if (Publishing.failed(test))
                return end(s, Status.FAILED, "the test set was not read: " + test.reason());
            Line line = s.lines().get(i).rescored(again.stats(), again.outcomes());
            tested.add(s.request().readsTest() ? line.tested(test.stats(), test.outcomes()) : line);
        }
        String stopped =
                Report.stopped(
                        s.request(),
                        s.rounds(),
                        new BudgetAllocation(decision, keys, s.request()).all());
        if (ProposalSources.of(s.request().project().meta()).offersResult())
            events.offered(s.request(), tested);
        return end(
                new Run.Testing(s.request(), s.serial(), s.rounds(), tested, s.reason()),
                Status.FINISHED,
                s.reason().isEmpty() ? stopped : s.reason());
    }

    /** Stops the other evaluations: nothing uses their scores, so they must make no calls. */
    private void stopOthers(Run.Testing s) {
        for (TrialId trial : OpenTrials.of(decision, keys, s))
            decision.emit(new TrialStopped(trial));
    }

    /**
     * The best result so far is still the run's result (check 42), but its test score is unknown.
     */
    private Run unread(Run.Testing s) {
        Cost all = new BudgetAllocation(decision, keys, s.request()).all();
        return end(s, Status.FINISHED, Report.unread(s.request(), all));
    }

    private Run end(Run.Open run, Status status, String reason) {
        keys.waiting().forEach(decision::deleteAll);
        return events.ended(run, status, reason);
    }

    private PromptPhaseStep step(RunRequested request, ScoreStats seedScore) {
        return new PromptPhaseStep(decision, keys, request, seedScore);
    }

    private StructurePhaseStep structures(
            RunRequested request, ScoreStats seedScore, List<PromptPhase> promptPhases) {
        return new StructurePhaseStep(decision, keys, request, seedScore, promptPhases);
    }

    private @Nullable ScoreAggregated score(TrialId trial) {
        return decision.get(keys.score(trial));
    }

    private void become(Run state) {
        decision.put(keys.state(), state);
    }
}
