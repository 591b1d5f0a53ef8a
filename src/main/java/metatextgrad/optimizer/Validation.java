package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Slot;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;
import metatextgrad.statistics.ScoreAggregation;
import org.jspecify.annotations.Nullable;

/**
 * Scores one program on a whole split, or on a training batch. The split is requested in ranges of
 * at most 64 items, two of them outstanding. A validation that may end early takes smaller ranges,
 * one after another. A BatchClosed event closes all of them (METHOD §4.2 G3, RELIABILITY §7).
 */
record Validation(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
    private static final int OUTSTANDING = 2;

    /** Items of a range after which a validation may end early. */
    private static final int EARLY_RANGE = 16;

    /** The state of the scores, read from the rows. */
    sealed interface Result {
        /** Some rows are still missing. */
        record Wait(Trial.Validating state) implements Result {}

        /** The scores will never be complete. */
        record Failed(Failure failure) implements Result {}

        /**
         * All slots of the closed batches are present.
         *
         * @param failure the failure of an item without a score; null if every item has one
         * @param atMost the best mean still possible, if it ended early; else null
         */
        record Scored(
                ScoreStats stats,
                List<ScoreAggregated.ItemOutcome> outcomes,
                int items,
                double coverage,
                @Nullable Failure failure,
                @Nullable Double atMost)
                implements Result {
            boolean covered() {
                return items == 0 || atMost != null || stats.scored() / (double) items >= coverage;
            }

            /** Returns the failure to report if too few items have a score. */
            Failure shortage() {
                String scored = stats.scored() + " of " + items + " items have a score";
                return failure == null
                        ? new Failure.Infrastructure(scored)
                        : failure.in(scored + "; one had none because: ");
            }
        }
    }

    Trial.Validating begin(int step, Incumbent incumbent, Program candidate, int cutBytes) {
        int from = plan.split().isTraining() ? plan.firstScored() : 0;
        Range range = new Range(from, plan.empty() ? 0 : size());
        decision.emit(
                plan.request(
                        step,
                        plan.split(),
                        range,
                        candidate,
                        step == 0 ? plan.draw() : BatchRequested.NO_DRAW));
        return new Trial.Validating(step, incumbent, candidate, cutBytes, List.of(range), false);
    }

    void proposeToClose(Trial.Validating s) {
        barriers().propose(s.step(), plan.split(), present(s));
    }

    Result look(Trial.Validating s) {
        BatchClosed closed = decision.get(keys.closed(s.step(), plan.split()));
        if (closed != null) return closed(s, closed);
        return s.closing() ? new Result.Wait(s) : open(s);
    }

    /**
     * Requests range after range. The next range is requested only after the last one's batch has
     * arrived, because a batch may end before its range does.
     */
    private Result open(Trial.Validating s) {
        List<Range> open = new ArrayList<>();
        boolean answered = true;
        int waiting = 0;
        int of = 0;
        int to = 0;
        for (Range requested : s.requested()) {
            TaskBatch batch = decision.get(keys.batch(s.step(), plan.split(), requested.from()));
            if (batch == null) {
                answered = false;
                waiting++;
                open.add(requested);
                continue;
            }
            if (batch.refused() != null) return refused(batch.refused());
            keepDraw(s, batch);
            of = items(batch);
            to = batch.first() + batch.tasks().size();
            boolean complete = complete(s, batch);
            if (!complete) waiting++;
            if (!complete || requested.equals(s.requested().getLast()))
                open.add(new Range(requested.from(), to));
        }
        int outstanding = plan.earlyEnd() == null ? OUTSTANDING : 1;
        if (answered && to < of && waiting < outstanding && canStillWin(s, of)) {
            Range range = new Range(to, Math.min(of, to + size()));
            decision.emit(
                    plan.request(
                            s.step(), plan.split(), range, s.candidate(), BatchRequested.NO_DRAW));
            open.add(range);
            waiting++;
        }
        boolean all = waiting == 0;
        if (all) barriers().close(s.step(), plan.split(), BatchClosed.Reason.COUNT, present(s));
        return new Result.Wait(
                new Trial.Validating(
                        s.step(), s.incumbent(), s.candidate(), s.cutBytes(), open, all));
    }

    private Result closed(Trial.Validating s, BatchClosed closed) {
        if (Barriers.gaveUp(closed)) return failed("its items never came");
        Set<Integer> slots = Set.copyOf(closed.slots());
        List<TextualLoss> used =
                losses(s).stream().filter(loss -> slots.contains(loss.slot().number())).toList();
        if (used.size() < closed.slots().size()) return new Result.Wait(s);
        List<TaskBatch> batches = decision.all(keys.batches(s.step(), plan.split()));
        if (batches.isEmpty()) return new Result.Wait(s);
        TaskBatch first = batches.getFirst();
        if (first.refused() != null) return refused(first.refused());
        keepDraw(s, first);
        int items = items(first) - (plan.split().isTraining() ? plan.firstScored() : 0);
        List<ScoreAggregated.ItemOutcome> outcomes =
                used.stream().map(Validation::outcome).toList();
        ScoreStats stats = ScoreAggregation.of(used.stream().map(TextualLoss::score).toList());
        boolean early =
                plan.earlyEnd() != null
                        && closed.reason() == BatchClosed.Reason.COUNT
                        && used.size() < items;
        return new Result.Scored(
                stats,
                outcomes,
                items,
                plan.settings().coverage(),
                failure(used),
                early ? bound(used, items) : null);
    }

    private boolean canStillWin(Trial.Validating s, int items) {
        EarlyEnd early = plan.earlyEnd();
        return early == null || bound(losses(s), items) >= early.atLeast();
    }

    /** Returns the mean if all items without a loss were right: no result can be higher. */
    private static double bound(List<TextualLoss> losses, int items) {
        List<Score> scores = losses.stream().map(TextualLoss::score).filter(Score::counts).toList();
        int rest = items - losses.size();
        double sum = scores.stream().mapToDouble(Score::value).sum();
        return scores.isEmpty() ? 1 : (sum + rest) / (scores.size() + rest);
    }

    /** Returns the number of items that the score needs. */
    private int items(TaskBatch batch) {
        if (plan.empty()) return 0;
        if (plan.split().isTraining()) return plan.settings().batch();
        EarlyEnd early = plan.earlyEnd();
        return early == null || early.items() == 0
                ? batch.of()
                : Math.min(early.items(), batch.of());
    }

    /** Returns the most items of one request. */
    private int size() {
        if (plan.split().isTraining()) return plan.settings().batch();
        return plan.earlyEnd() == null ? Range.MAX : EARLY_RANGE;
    }

    private static ScoreAggregated.ItemOutcome outcome(TextualLoss loss) {
        return new ScoreAggregated.ItemOutcome(
                loss.task(),
                loss.score(),
                loss.failure() instanceof Failure.Content content ? content.kind() : null);
    }

    /** What ends the trial comes first, even if other causes left single items without a score. */
    private static @Nullable Failure failure(List<TextualLoss> losses) {
        List<Failure> failures =
                losses.stream()
                        .filter(loss -> !loss.score().counts())
                        .map(TextualLoss::failure)
                        .filter(Objects::nonNull)
                        .toList();
        return failures.stream()
                .filter(Failure.EndsTrial.class::isInstance)
                .findFirst()
                .orElse(failures.isEmpty() ? null : failures.getFirst());
    }

    private static Result refused(Failure why) {
        return new Result.Failed(why.in("its items were refused: "));
    }

    private static Result failed(String reason) {
        return new Result.Failed(new Failure.Infrastructure(reason));
    }

    /**
     * Stores the training pair of an evaluation's first batch for the next proposal, as a trial
     * does.
     */
    private void keepDraw(Trial.Validating s, TaskBatch batch) {
        if (s.step() == 0 && batch.draw() != null) decision.put(keys.draw(), batch.draw());
    }

    /** Returns the numbers of the slots that have a loss. */
    private List<Integer> present(Trial.Validating s) {
        return losses(s).stream().map(loss -> loss.slot().number()).toList();
    }

    /**
     * Checks the last slot first: items end roughly in order, so an incomplete range is usually
     * missing its last item.
     */
    private boolean complete(Trial.Validating s, TaskBatch batch) {
        for (int i = batch.tasks().size() - 1; i >= 0; i--) {
            Slot slot = new Slot(batch.split(), batch.first() + i);
            if (!decision.has(keys.loss(s.step(), s.candidate().id(), slot))) return false;
        }
        return true;
    }

    private List<TextualLoss> losses(Trial.Validating s) {
        return decision.all(keys.losses(s.step(), s.candidate().id()));
    }

    private Barriers barriers() {
        return new Barriers(decision, keys);
    }
}
