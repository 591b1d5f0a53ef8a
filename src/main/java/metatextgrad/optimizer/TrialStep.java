package metatextgrad.optimizer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;
import metatextgrad.optimizer.StepEnd.StepResult;
import metatextgrad.strategy.StepContext;

/**
 * The state transitions of one trial. Each reads the rows it needs. The trial waits while they are
 * missing.
 */
final class TrialStep {
    /** In a race it cannot pass the gate of its batch, so it is not scored. */
    private static final String UNCHANGED = "the reply repeats the current text unchanged";

    private final DecisionBuilder decision;
    private final TrialKeys keys;
    private final TrialStart plan;
    private final Training training;
    private final Proposing proposing;
    private final Validation validation;
    private final StepEnd end;
    private final Spending spending;

    TrialStep(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
        this.decision = decision;
        this.keys = keys;
        this.plan = plan;
        training = new Training(decision, keys, plan);
        proposing = new Proposing(decision, keys, plan);
        validation = new Validation(decision, keys, plan);
        end = new StepEnd(decision, keys, plan);
        spending = new Spending(plan, new TrialCost(decision, keys));
    }

    void start() {
        Incumbent seed = new Incumbent(plan.program(), plan.seedScore());
        become(plan.spec() == null ? validation.begin(0, seed, plan.program(), 0) : begun(1, seed));
        advance();
    }

    /** Advances as far as the stored rows allow. */
    void advance() {
        while (true) {
            Trial state = state();
            Trial next = next(state);
            if (next.equals(state)) return;
            become(next);
        }
    }

    /** Records which slots are present, if the trial waits for a batch. */
    void proposeToClose() {
        switch (state()) {
            case Trial.AwaitingBatch s -> training.proposeToClose(s.step(), s.incumbent());
            case Trial.Criticising s -> training.proposeToClose(s.step(), s.incumbent());
            case Trial.Validating s -> validation.proposeToClose(s);
            case Trial.Reducing s -> {}
            case Trial.Proposing s -> {}
            case Trial.Finished s -> {}
        }
    }

    private Trial next(Trial state) {
        return switch (state) {
            case Trial.AwaitingBatch s -> trained(s.step(), s.incumbent(), training.look(s));
            case Trial.Criticising s -> trained(s.step(), s.incumbent(), training.look(s));
            case Trial.Reducing s -> reduced(s);
            case Trial.Proposing s -> {
                StepContext context = context(s.step(), s.incumbent());
                yield offered(s.step(), s.incumbent(), proposing.read(s, context));
            }
            case Trial.Validating s -> validated(s, validation.look(s));
            case Trial.Finished s -> s;
        };
    }

    private Trial trained(int step, Incumbent incumbent, Training.Result look) {
        return switch (look) {
            case Training.Result.Wait wait -> wait.state();
            case Training.Result.Failed failed -> end.failed(step, incumbent, failed.failure());
            // In a race, a step that models did not answer must not count as one without a gain.
            case Training.Result.TooFew few when plan instanceof StepRequested ->
                    end.failed(step, incumbent, new Failure.Infrastructure(few.reason()));
            case Training.Result.TooFew few ->
                    decide(
                            step,
                            incumbent,
                            StepResult.without(Decided.SKIPPED, few.reason(), incumbent));
            case Training.Result.Ready ready
                    when plan instanceof StepRequested
                            && !plan.operator().kind().shortens()
                            && BatchGate.isOutOfReach(judging(ready.items())) ->
                    nextBatch(step, incumbent);
            case Training.Result.Ready ready -> {
                StepContext context = proposing.context(step, incumbent, ready.items());
                yield offered(step, incumbent, proposing.first(step, incumbent, context));
            }
        };
    }

    private Trial reduced(Trial.Reducing s) {
        StepContext context = context(s.step(), s.incumbent());
        Map<String, String> summaries = proposing.summaries(s.step(), context);
        if (summaries == null) return s;
        StepContext reduced = context.withSummaries(summaries);
        return offered(
                s.step(), s.incumbent(), proposing.propose(s.step(), s.incumbent(), reduced));
    }

    private Trial offered(int step, Incumbent incumbent, Proposing.Move move) {
        return switch (move) {
            case Proposing.Move.Wait wait -> wait.state();
            case Proposing.Move.Candidate candidate -> scored(step, incumbent, candidate);
            case Proposing.Move.Failed failed -> end.failed(step, incumbent, failed.failure());
            case Proposing.Move.None none ->
                    decide(step, incumbent, StepResult.without(none, incumbent));
        };
    }

    private Trial validated(Trial.Validating s, Validation.Result look) {
        return switch (look) {
            case Validation.Result.Wait wait -> wait.state();
            case Validation.Result.Failed failed -> end.failed(s, failed.failure());
            case Validation.Result.Scored scored -> scored(s, scored);
        };
    }

    private Trial scored(Trial.Validating s, Validation.Result.Scored scored) {
        if (plan.spec() == null) return end.evaluation(s, scored);
        if (scored.shortage() instanceof Failure.DeadModel dead) return end.failed(s, dead);
        if (plan instanceof StepRequested) return checked(s, scored);
        return !scored.covered() && scored.shortage() instanceof Failure.EndsTrial over
                ? end.failed(s, over)
                : decide(s.step(), s.incumbent(), end.judge(s, scored));
    }

    /** A batch without a wrong answer teaches nothing: the step of a race takes another one. */
    private Trial nextBatch(int step, Incumbent incumbent) {
        StepResult right =
                StepResult.without(Decided.SKIPPED, "every item of its batch is right", incumbent);
        end.step(step, incumbent, tasks(context(step, incumbent)), right);
        return plan instanceof StepRequested one && step < one.batches()
                ? begun(step + 1, incumbent)
                : end.unproposed(step, incumbent, right);
    }

    /** The gate of a race: a proposal must beat its parent on the batch it was made from. */
    private Trial checked(Trial.Validating s, Validation.Result.Scored scored) {
        StepContext context = context(s.step(), s.incumbent());
        BatchGate gate = BatchGate.of(context.items(), scored.outcomes());
        if (gate.before().scored() < plan.settings().quorum() * judging(context.items()).size())
            return end.failed(s, scored.shortage());
        List<MissedTask> missed = missed(s.step(), context);
        end.step(s.step(), s.incumbent(), tasks(context), gate.result(s, plan.operator().kind()));
        return end.checked(s, scored, gate, missed);
    }

    /** Returns the items that decide about a proposal: those that its writer has not read. */
    private List<GradientComputed> judging(List<GradientComputed> items) {
        return items.stream().filter(item -> item.slot().number() >= plan.firstScored()).toList();
    }

    private List<MissedTask> missed(int step, StepContext context) {
        return MissedTasks.of(
                plan.settings(),
                decision.all(keys.batches(step, Split.TRAIN)),
                context.items(),
                context.program().output());
    }

    private static List<TaskId> tasks(StepContext context) {
        return context.items().stream().map(GradientComputed::task).toList();
    }

    private Trial decide(int step, Incumbent before, StepResult result) {
        StepContext context = context(step, before);
        proposing.remember(step, before, context, result.decided());
        end.step(step, before, tasks(context), result);
        if (plan instanceof StepRequested) return end.unproposed(step, before, result);
        return step < plan.steps()
                ? begun(step + 1, result.after())
                : end.trial(step, result.after());
    }

    private Trial begun(int step, Incumbent incumbent) {
        String problem = spending.step(step, incumbent);
        return problem == null
                ? training.begin(step, incumbent)
                : end.failed(step, incumbent, new Failure.Budget(problem));
    }

    private Trial scored(int step, Incumbent incumbent, Proposing.Move.Candidate candidate) {
        Program program = candidate.program();
        if (plan instanceof StepRequested && program.equals(incumbent.program()))
            return decide(
                    step, incumbent, StepResult.without(Decided.SKIPPED, UNCHANGED, incumbent));
        String problem = spending.candidate(step, incumbent, program);
        return problem == null
                ? validation.begin(step, incumbent, program, candidate.cutBytes())
                : end.failed(step, incumbent, new Failure.Budget(problem));
    }

    private StepContext context(int step, Incumbent incumbent) {
        return proposing.context(step, incumbent, training.items(step, incumbent.program().id()));
    }

    private Trial state() {
        return requireNonNull(decision.get(keys.state()));
    }

    private void become(Trial state) {
        decision.put(keys.state(), state);
    }
}
