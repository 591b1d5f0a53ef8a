package metatextgrad.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.Failure;
import metatextgrad.model.Incumbent;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Slot;
import metatextgrad.model.Tally;
import metatextgrad.model.TaskBatch;
import metatextgrad.model.TextualLoss;
import metatextgrad.model.Trial;
import metatextgrad.statistics.Tallies;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one program on a whole split: ranges of at most 64 items, two outstanding, closed by
 * their BatchClosed (METHOD §4.2 G3, RELIABILITY §7).
 */
final class Validation {
    private static final int OUTSTANDING = 2;

    /** What the rows say. */
    sealed interface Look {
        /** Not everything is there. */
        record Wait(Trial.Validating state) implements Look {}

        /** The scores never will be there. */
        record Failed(Failure failure) implements Look {}

        /**
         * All closed slots are there.
         *
         * @param failure of an item without a score; null if each has one
         */
        record Scored(
                Tally tally,
                List<ScoreReport.ItemOutcome> outcomes,
                int items,
                double coverage,
                @Nullable Failure failure)
                implements Look {
            boolean covered() {
                return items == 0 || tally.scored() / (double) items >= coverage;
            }

            /** Why too few items have a score. */
            Failure shortage() {
                String scored = tally.scored() + " of " + items + " items have a score";
                return failure == null
                        ? new Failure.Infrastructure(scored)
                        : failure.in(scored + "; one had none because: ");
            }
        }
    }

    private final DecisionBuilder draft;
    private final TrialKeys keys;
    private final TrialPlan plan;
    private final Barriers barriers;

    Validation(DecisionBuilder draft, TrialKeys keys, TrialPlan plan) {
        this.draft = draft;
        this.keys = keys;
        this.plan = plan;
        barriers = new Barriers(draft, keys);
    }

    Trial.Validating begin(int step, Incumbent incumbent, Program candidate, int cutBytes) {
        Range range = new Range(0, plan.empty() ? 0 : Range.MOST);
        draft.emit(
                plan.request(
                        step,
                        plan.split(),
                        range,
                        candidate,
                        step == 0 ? plan.draw() : BatchRequest.NO_DRAW));
        return new Trial.Validating(step, incumbent, candidate, cutBytes, List.of(range), false);
    }

    void proposeToClose(Trial.Validating s) {
        barriers.propose(s.step(), plan.split(), present(s));
    }

    Look look(Trial.Validating s) {
        BatchClosed closed = barriers.closed(s.step(), plan.split());
        if (closed != null) return closed(s, closed);
        return s.closing() ? new Look.Wait(s) : open(s);
    }

    /**
     * Asks on, range by range. The next one is asked only when the last one's batch has come, since
     * a batch may end before its range does.
     */
    private Look open(Trial.Validating s) {
        List<Range> open = new ArrayList<>();
        boolean answered = true;
        int waiting = 0;
        int of = 0;
        int to = 0;
        for (Range asked : s.asked()) {
            TaskBatch batch = draft.get(keys.batch(s.step(), plan.split(), asked.from()));
            if (batch == null) {
                answered = false;
                waiting++;
                open.add(asked);
                continue;
            }
            if (batch.refused() != null) return refused(batch);
            keepDraw(s, batch);
            of = plan.empty() ? 0 : batch.of();
            to = batch.first() + batch.tasks().size();
            boolean complete = complete(s, batch);
            if (!complete) waiting++;
            if (!complete || asked.equals(s.asked().getLast()))
                open.add(new Range(asked.from(), to));
        }
        if (answered && to < of && waiting < OUTSTANDING) {
            Range range = new Range(to, Math.min(of, to + Range.MOST));
            draft.emit(
                    plan.request(
                            s.step(), plan.split(), range, s.candidate(), BatchRequest.NO_DRAW));
            open.add(range);
            waiting++;
        }
        boolean all = waiting == 0;
        if (all) barriers.close(s.step(), plan.split(), BatchClosed.Reason.COUNT, present(s));
        return new Look.Wait(
                new Trial.Validating(
                        s.step(), s.incumbent(), s.candidate(), s.cutBytes(), open, all));
    }

    private Look closed(Trial.Validating s, BatchClosed closed) {
        if (Barriers.gaveUp(closed)) return failed("its items never came");
        Set<Integer> slots = Set.copyOf(closed.slots());
        List<TextualLoss> used =
                losses(s).stream().filter(loss -> slots.contains(loss.slot().number())).toList();
        if (used.size() < closed.slots().size()) return new Look.Wait(s);
        List<TaskBatch> batches = barriers.batches(s.step(), plan.split());
        if (batches.isEmpty()) return new Look.Wait(s);
        TaskBatch first = batches.getFirst();
        if (first.refused() != null) return refused(first);
        keepDraw(s, first);
        int items = plan.empty() ? 0 : first.of();
        List<ScoreReport.ItemOutcome> outcomes =
                used.stream()
                        .map(loss -> new ScoreReport.ItemOutcome(loss.task(), loss.score()))
                        .toList();
        Tally tally = Tallies.of(used.stream().map(TextualLoss::score).toList());
        return new Look.Scored(tally, outcomes, items, plan.settings().coverage(), failure(used));
    }

    /** A spent budget ends the run, whatever else kept single items from a score. */
    private static @Nullable Failure failure(List<TextualLoss> losses) {
        List<Failure> failures =
                losses.stream().map(TextualLoss::failure).filter(Objects::nonNull).toList();
        return failures.stream()
                .filter(Failure.Budget.class::isInstance)
                .findFirst()
                .orElse(failures.isEmpty() ? null : failures.getFirst());
    }

    private static Look refused(TaskBatch batch) {
        return failed("its items were refused: " + batch.refused());
    }

    private static Look failed(String reason) {
        return new Look.Failed(new Failure.Infrastructure(reason));
    }

    /** An evaluation's first batch brings the pair for the next proposal, as a trial's does. */
    private void keepDraw(Trial.Validating s, TaskBatch batch) {
        if (s.step() == 0 && batch.draw() != null) draft.put(keys.draw(), batch.draw());
    }

    /** Numbers of the slots that have a loss. */
    private List<Integer> present(Trial.Validating s) {
        return losses(s).stream().map(loss -> loss.slot().number()).toList();
    }

    /** Items end more or less in order, so a range that is not complete mostly lacks its last. */
    private boolean complete(Trial.Validating s, TaskBatch batch) {
        for (int i = batch.tasks().size() - 1; i >= 0; i--) {
            Slot slot = new Slot(batch.split(), batch.first() + i);
            if (!draft.has(keys.loss(s.step(), s.candidate().id(), slot))) return false;
        }
        return true;
    }

    private List<TextualLoss> losses(Trial.Validating s) {
        return draft.all(keys.losses(s.step(), s.candidate().id()));
    }
}
