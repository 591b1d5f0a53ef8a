package metatextgrad.optimize;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Draft;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.Incumbent;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.Tally;
import metatextgrad.model.TaskBatch;
import metatextgrad.model.TextualLoss;
import metatextgrad.model.Trial;
import metatextgrad.statistics.Tallies;

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
        record Failed(String reason) implements Look {}

        /** All closed slots are there. */
        record Scored(
                Tally tally, List<ScoreReport.ItemOutcome> outcomes, int items, double coverage)
                implements Look {
            boolean covered() {
                return items == 0 || tally.scored() >= coverage * items;
            }

            String shortage() {
                return tally.scored() + " of " + items + " items have a score";
            }
        }
    }

    private final Draft draft;
    private final TrialKeys keys;
    private final TrialPlan plan;

    Validation(Draft draft, TrialKeys keys, TrialPlan plan) {
        this.draft = draft;
        this.keys = keys;
        this.plan = plan;
    }

    Trial.Validating begin(int step, Incumbent incumbent, Program candidate, int cutBytes) {
        Range range = new Range(0, plan.empty() ? 0 : Range.MOST);
        draft.say(
                request(
                        step,
                        plan.split(),
                        range,
                        candidate,
                        step == 0 ? plan.draw() : BatchRequest.NO_DRAW));
        return new Trial.Validating(step, incumbent, candidate, cutBytes, List.of(range), false);
    }

    BatchRequest request(int step, Split split, Range range, Program program, int draw) {
        return new BatchRequest(
                plan.at(step),
                plan.snapshot(),
                split,
                range,
                program,
                plan.settings(),
                plan.order(),
                draw);
    }

    List<TaskBatch> batches(int step, Split split) {
        return draft.startingWith(keys.batches(step, split)).values().stream()
                .map(TaskBatch.class::cast)
                .toList();
    }

    /** Numbers of the slots that have a loss. */
    List<Integer> present(Trial.Validating s) {
        return losses(s).stream().map(loss -> loss.slot().number()).toList();
    }

    Look look(Trial.Validating s) {
        BatchClosed closed = (BatchClosed) draft.get(keys.closed(s.step(), plan.split()));
        if (closed != null) return closed(s, closed);
        if (s.closing()) return new Look.Wait(s);
        List<Range> asked = new ArrayList<>();
        int waiting = 0;
        int of = -1;
        int to = 0;
        for (Range range : s.asked()) {
            TaskBatch batch =
                    (TaskBatch) draft.get(keys.batch(s.step(), plan.split(), range.from()));
            if (batch == null) {
                waiting++;
                asked.add(range);
                to = range.to();
                continue;
            }
            if (batch.refused() != null)
                return new Look.Failed("its items were refused: " + batch.refused());
            if (step0Draw(s, batch))
                draft.put(keys.draw(), java.util.Objects.requireNonNull(batch.draw()));
            of = plan.empty() ? 0 : batch.of();
            to = batch.first() + batch.tasks().size();
            if (!complete(s, batch)) waiting++;
            asked.add(new Range(range.from(), to));
        }
        while (of >= 0 && to < of && waiting < OUTSTANDING) {
            Range range = new Range(to, Math.min(of, to + Range.MOST));
            draft.say(request(s.step(), plan.split(), range, s.candidate(), BatchRequest.NO_DRAW));
            asked.add(range);
            to = range.to();
            waiting++;
        }
        boolean all = waiting == 0 && to >= of;
        if (all)
            draft.say(
                    new BatchClosed(
                            keys.trial(),
                            s.step(),
                            plan.split(),
                            BatchClosed.Reason.COUNT,
                            present(s)));
        return new Look.Wait(
                new Trial.Validating(
                        s.step(), s.incumbent(), s.candidate(), s.cutBytes(), asked, all));
    }

    private static boolean step0Draw(Trial.Validating s, TaskBatch batch) {
        return s.step() == 0 && batch.draw() != null;
    }

    private Look closed(Trial.Validating s, BatchClosed closed) {
        List<TaskBatch> batches = batches(s.step(), plan.split());
        if (batches.isEmpty()) return new Look.Failed("its items never came");
        List<TextualLoss> used =
                losses(s).stream()
                        .filter(loss -> closed.slots().contains(loss.slot().number()))
                        .toList();
        if (used.size() < closed.slots().size()) return new Look.Wait(s);
        int items = plan.empty() ? 0 : batches.getFirst().of();
        List<ScoreReport.ItemOutcome> outcomes =
                used.stream()
                        .map(loss -> new ScoreReport.ItemOutcome(loss.task(), loss.score()))
                        .toList();
        Tally tally = Tallies.of(used.stream().map(TextualLoss::score).toList());
        return new Look.Scored(tally, outcomes, items, plan.settings().coverage());
    }

    private boolean complete(Trial.Validating s, TaskBatch batch) {
        for (int i = 0; i < batch.tasks().size(); i++) {
            Slot slot = new Slot(batch.split(), batch.first() + i);
            if (draft.get(keys.loss(s.step(), s.candidate().id(), slot)) == null) return false;
        }
        return true;
    }

    private List<TextualLoss> losses(Trial.Validating s) {
        return draft.startingWith(keys.losses(s.step(), s.candidate().id())).values().stream()
                .map(TextualLoss.class::cast)
                .toList();
    }
}
