package metatextgrad.optimize;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.decide.Draft;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.Incumbent;
import metatextgrad.model.ItemGradients;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerState.Decided;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Range;
import metatextgrad.model.Row;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Split;
import metatextgrad.model.Tally;
import metatextgrad.model.Task;
import metatextgrad.model.TaskBatch;
import metatextgrad.model.Trial;
import org.jspecify.annotations.Nullable;

/** The moves of one trial: each looks at the rows it needs, and without them the trial waits. */
final class TrialStep {
    private final Draft draft;
    private final TrialKeys keys;
    private final TrialPlan plan;
    private final Validation validation;
    private final Proposing proposing;

    TrialStep(Draft draft, TrialKeys keys, TrialPlan plan) {
        this.draft = draft;
        this.keys = keys;
        this.plan = plan;
        validation = new Validation(draft, keys, plan);
        proposing = new Proposing(draft, keys, plan);
    }

    void start() {
        Incumbent seed = new Incumbent(plan.seed(), plan.seedScore());
        become(
                plan.spec() == null
                        ? validation.begin(0, seed, plan.seed(), 0)
                        : awaitBatch(1, seed));
        advance();
    }

    /** Moves as far as the rows allow. */
    void advance() {
        while (true) {
            Trial state = requireNonNull((Trial) draft.get(keys.state()));
            Trial next = next(state);
            if (next.equals(state)) return;
            become(next);
        }
    }

    /** Writes down which slots are there, if the trial waits for a batch. */
    void proposeToClose() {
        switch (requireNonNull((Trial) draft.get(keys.state()))) {
            case Trial.AwaitingBatch s ->
                    close(s.step(), Split.TRAIN, List.of(), BatchClosed.Reason.DEADLINE);
            case Trial.Criticising s -> {
                ProgramId candidate = s.incumbent().program().id();
                close(
                        s.step(),
                        Split.TRAIN,
                        slots(gradients(s.step(), candidate)),
                        BatchClosed.Reason.DEADLINE);
            }
            case Trial.Validating s ->
                    close(
                            s.step(),
                            plan.split(),
                            validation.present(s),
                            BatchClosed.Reason.DEADLINE);
            case Trial.Reducing s -> {}
            case Trial.Proposing s -> {}
            case Trial.Finished s -> {}
        }
    }

    private Trial next(Trial state) {
        return switch (state) {
            case Trial.AwaitingBatch s -> onBatch(s);
            case Trial.Criticising s -> onGradients(s);
            case Trial.Reducing s -> onSummaries(s);
            case Trial.Proposing s -> onReplies(s);
            case Trial.Validating s -> onScores(s);
            case Trial.Finished s -> s;
        };
    }

    private Trial awaitBatch(int step, Incumbent incumbent) {
        askForTrain(step, incumbent, 0);
        return new Trial.AwaitingBatch(step, incumbent);
    }

    private void askForTrain(int step, Incumbent incumbent, int from) {
        int size = plan.settings().batch();
        Range range = new Range((step - 1) * size + from, step * size);
        int draw = step == 1 && from == 0 ? plan.draw() : BatchRequest.NO_DRAW;
        BatchRequest request =
                validation.request(step, Split.TRAIN, range, incumbent.program(), draw);
        if (draft.get(keys.asked(step, from)) != null) return;
        draft.put(keys.asked(step, from), request);
        draft.say(request);
    }

    private Trial onBatch(Trial.AwaitingBatch s) {
        BatchClosed closed = validation.closed(s.step(), Split.TRAIN);
        if (closed != null && Validation.gaveUp(closed)) return gaveUp(s.step(), s.incumbent());
        List<TaskBatch> batches = validation.batches(s.step(), Split.TRAIN);
        if (batches.isEmpty()) return s;
        String refused = batches.getLast().refused();
        if (refused != null)
            return fail(s.step(), s.incumbent(), "its training batch was refused: " + refused);
        Task draw = batches.getFirst().draw();
        if (draw != null) draft.put(keys.draw(), draw);
        int there = batches.stream().mapToInt(batch -> batch.tasks().size()).sum();
        if (there < plan.settings().batch()) {
            askForTrain(s.step(), s.incumbent(), there);
            return s;
        }
        return new Trial.Criticising(s.step(), s.incumbent(), false);
    }

    private Trial onGradients(Trial.Criticising s) {
        ProgramId candidate = s.incumbent().program().id();
        List<ItemGradients> there = gradients(s.step(), candidate);
        BatchClosed closed = validation.closed(s.step(), Split.TRAIN);
        int manifest =
                validation.batches(s.step(), Split.TRAIN).stream()
                        .mapToInt(b -> b.tasks().size())
                        .sum();
        if (closed == null) {
            if (s.closing() || there.size() < manifest) return s;
            close(s.step(), Split.TRAIN, slots(there), BatchClosed.Reason.COUNT);
            return new Trial.Criticising(s.step(), s.incumbent(), true);
        }
        if (Validation.gaveUp(closed)) return gaveUp(s.step(), s.incumbent());
        if (!slots(there).containsAll(closed.slots())) return s;
        long scored = used(there, closed).stream().filter(item -> item.score().counts()).count();
        if (scored / (double) manifest < plan.settings().quorum()) {
            return decide(
                    s.step(),
                    s.incumbent(),
                    Decided.SKIPPED,
                    scored + " of " + manifest + " train items have a score",
                    0);
        }
        return offer(
                proposing.first(
                        s.step(), s.incumbent(), context(s.step(), s.incumbent(), closed, there)));
    }

    private Trial onSummaries(Trial.Reducing s) {
        Map<String, String> summaries =
                proposing.summaries(s.step(), context(s.step(), s.incumbent()));
        return summaries == null
                ? s
                : offer(
                        proposing.asked(
                                s.step(),
                                s.incumbent(),
                                context(s.step(), s.incumbent()).withSummaries(summaries)));
    }

    private Trial onReplies(Trial.Proposing s) {
        return offer(proposing.read(s, context(s.step(), s.incumbent())));
    }

    private Trial offer(Proposing.Move move) {
        return switch (move) {
            case Proposing.Move.Wait wait -> wait.state();
            case Proposing.Move.Candidate c ->
                    validation.begin(c.step(), c.incumbent(), c.program(), c.cutBytes());
            case Proposing.Move.None none ->
                    decide(
                            none.step(),
                            none.incumbent(),
                            none.decided(),
                            none.reason(),
                            none.cutBytes());
        };
    }

    private Trial onScores(Trial.Validating s) {
        return switch (validation.look(s)) {
            case Validation.Look.Wait wait -> wait.state();
            case Validation.Look.Failed failed -> fail(s.step(), s.incumbent(), failed.reason());
            case Validation.Look.Scored scored ->
                    plan.spec() == null ? evaluated(s, scored) : judged(s, scored);
        };
    }

    private Trial evaluated(Trial.Validating s, Validation.Look.Scored scored) {
        if (!scored.covered()) return fail(s.step(), s.incumbent(), scored.shortage());
        report(ScoreReport.Scope.TRIAL, 0, s.candidate(), scored.tally(), scored.outcomes());
        return finish(0);
    }

    private Trial judged(Trial.Validating s, Validation.Look.Scored scored) {
        report(ScoreReport.Scope.STEP, s.step(), s.candidate(), scored.tally(), List.of());
        if (!scored.covered()) {
            return decide(
                    s.step(),
                    s.incumbent(),
                    s.incumbent(),
                    Decided.UNDECIDED,
                    scored.shortage(),
                    s.candidate(),
                    null,
                    s.cutBytes());
        }
        double score = scored.tally().mean();
        boolean keeps =
                Acceptance.of(plan.settings().acceptance()).keeps(score, s.incumbent().score());
        Incumbent next = keeps ? new Incumbent(s.candidate(), scored.tally()) : s.incumbent();
        String reason =
                String.format(
                        java.util.Locale.ROOT, "%.4f against %.4f", score, s.incumbent().score());
        return decide(
                s.step(),
                s.incumbent(),
                next,
                keeps ? Decided.ACCEPTED : Decided.REJECTED,
                reason,
                s.candidate(),
                score,
                s.cutBytes());
    }

    private Trial decide(int step, Incumbent incumbent, Decided decided, String reason, int cut) {
        return decide(step, incumbent, incumbent, decided, reason, null, null, cut);
    }

    private Trial decide(
            int step,
            Incumbent before,
            Incumbent after,
            Decided decided,
            String reason,
            @Nullable Program candidate,
            @Nullable Double score,
            int cut) {
        draft.say(
                new OptimizerState(
                        plan.at(step),
                        decided,
                        reason,
                        candidate,
                        score,
                        after.program(),
                        after.score(),
                        cut));
        proposing.remember(step, before, context(step, before));
        draft.deleteAll(keys.step(step));
        if (step < plan.steps()) return awaitBatch(step + 1, after);
        report(ScoreReport.Scope.TRIAL, step, after.program(), after.tally(), List.of());
        return finish(step);
    }

    private Trial gaveUp(int step, Incumbent incumbent) {
        return fail(step, incumbent, "its training batch never came");
    }

    private Trial fail(int step, Incumbent incumbent, String reason) {
        draft.say(
                new ScoreReport(
                        plan.at(step),
                        ScoreReport.Scope.TRIAL,
                        plan.split(),
                        Tally.EMPTY,
                        incumbent.program(),
                        List.of(),
                        null,
                        ScoreReport.Status.FAILED,
                        reason));
        return finish(step);
    }

    private Trial finish(int step) {
        draft.deleteAll(keys.steps());
        draft.deleteAll(keys.memories());
        draft.delete(keys.draw());
        draft.delete(keys.plan());
        return new Trial.Finished(step);
    }

    private void report(
            ScoreReport.Scope scope,
            int step,
            Program program,
            Tally tally,
            List<ScoreReport.ItemOutcome> outcomes) {
        Row draw = scope == ScoreReport.Scope.TRIAL ? draft.get(keys.draw()) : null;
        draft.say(
                new ScoreReport(
                        plan.at(step),
                        scope,
                        plan.split(),
                        tally,
                        program,
                        outcomes,
                        (Task) draw,
                        ScoreReport.Status.OK,
                        ""));
    }

    private void close(int step, Split split, List<Integer> slots, BatchClosed.Reason reason) {
        draft.say(new BatchClosed(keys.trial(), step, split, reason, slots));
    }

    private StepContext context(int step, Incumbent incumbent) {
        BatchClosed closed = validation.closed(step, Split.TRAIN);
        return context(step, incumbent, closed, gradients(step, incumbent.program().id()));
    }

    private StepContext context(
            int step,
            Incumbent incumbent,
            @Nullable BatchClosed closed,
            List<ItemGradients> there) {
        List<ItemGradients> items = closed == null ? List.of() : used(there, closed);
        return proposing.context(step, incumbent, items);
    }

    private List<ItemGradients> gradients(int step, ProgramId candidate) {
        return draft.startingWith(keys.gradients(step, candidate)).values().stream()
                .map(ItemGradients.class::cast)
                .toList();
    }

    private static List<ItemGradients> used(List<ItemGradients> there, BatchClosed closed) {
        return there.stream()
                .filter(item -> closed.slots().contains(item.slot().number()))
                .toList();
    }

    private static List<Integer> slots(List<ItemGradients> items) {
        return new ArrayList<>(items.stream().map(item -> item.slot().number()).toList());
    }

    private void become(Trial state) {
        draft.put(keys.state(), state);
    }
}
