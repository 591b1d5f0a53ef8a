package metatextgrad.optimizer;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Failure;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Range;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;

/** The training half of a step: a batch of tasks, and one record of gradients per task. */
record Training(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
    /** The state of the training half, read from the rows. */
    sealed interface Result {
        /** Some rows are still missing. */
        record Wait(Trial state) implements Result {}

        /** The batch will never be complete, or no model answers any more. */
        record Failed(Failure failure) implements Result {}

        /** Too few items of the batch have a score. */
        record TooFew(String reason) implements Result {}

        /** The gradients that the closed batch uses, in item order. */
        record Ready(List<GradientComputed> items) implements Result {}
    }

    Trial.AwaitingBatch begin(int step, Incumbent incumbent) {
        request(step, incumbent, 0);
        return new Trial.AwaitingBatch(step, incumbent);
    }

    Result look(Trial.AwaitingBatch s) {
        BatchClosed closed = decision.get(keys.closed(s.step(), Split.TRAIN));
        if (closed != null && Barriers.gaveUp(closed)) return missing();
        List<TaskBatch> batches = decision.all(keys.batches(s.step(), Split.TRAIN));
        if (batches.isEmpty()) return new Result.Wait(s);
        Failure refused = batches.getLast().refused();
        if (refused != null)
            return new Result.Failed(refused.in("its training batch was refused: "));
        TaskSubmitted draw = batches.getFirst().draw();
        if (draw != null) decision.put(keys.draw(), draw);
        int received = tasks(batches);
        boolean closedEarly = closed != null;
        if (received < plan.settings().batch() && !closedEarly) {
            request(s.step(), s.incumbent(), received);
            return new Result.Wait(s);
        }
        return new Result.Wait(new Trial.Criticising(s.step(), s.incumbent(), closedEarly));
    }

    Result look(Trial.Criticising s) {
        ProgramId candidate = s.incumbent().program().id();
        List<GradientComputed> present = present(s.step(), candidate);
        BatchClosed closed = decision.get(keys.closed(s.step(), Split.TRAIN));
        int manifest = plan.settings().batch();
        if (closed == null) {
            if (s.closing() || present.size() < manifest) return new Result.Wait(s);
            barriers().close(s.step(), Split.TRAIN, BatchClosed.Reason.COUNT, slots(present));
            return new Result.Wait(new Trial.Criticising(s.step(), s.incumbent(), true));
        }
        if (Barriers.gaveUp(closed)) return missing();
        if (!slots(present).containsAll(closed.slots())) return new Result.Wait(s);
        List<GradientComputed> items = used(present, closed);
        for (GradientComputed item : items)
            if (item.failure() instanceof Failure.EndsTrial over) return new Result.Failed(over);
        long scored = items.stream().filter(item -> item.score().counts()).count();
        if (scored / (double) manifest < plan.settings().quorum())
            return new Result.TooFew(scored + " of " + manifest + " train items have a score");
        List<Failure> failed = failedCritiques(items);
        if (failed.isEmpty() || items.stream().anyMatch(item -> !item.gradients().isEmpty()))
            return new Result.Ready(items);
        return new Result.TooFew(
                "no critique arrived, and %d failed: %s"
                        .formatted(failed.size(), failed.getFirst().message()));
    }

    /** A critique that failed does not mean that no text needs a change. */
    private static List<Failure> failedCritiques(List<GradientComputed> items) {
        return items.stream()
                .filter(item -> item.score().counts())
                .map(GradientComputed::failure)
                .filter(Failure.Infrastructure.class::isInstance)
                .toList();
    }

    /** Returns the gradients that the step uses; none before its batch is closed. */
    List<GradientComputed> items(int step, ProgramId candidate) {
        BatchClosed closed = decision.get(keys.closed(step, Split.TRAIN));
        return closed == null ? List.of() : used(present(step, candidate), closed);
    }

    void proposeToClose(int step, Incumbent incumbent) {
        barriers().propose(step, Split.TRAIN, slots(present(step, incumbent.program().id())));
    }

    private void request(int step, Incumbent incumbent, int from) {
        if (decision.has(keys.requested(step, from))) return;
        int size = plan.settings().batch();
        Range range = new Range(from, size);
        int draw = step == 1 && from == 0 ? plan.draw() : BatchRequested.NO_DRAW;
        BatchRequested request = plan.request(step, Split.TRAIN, range, incumbent.program(), draw);
        decision.put(keys.requested(step, from), request);
        decision.emit(request);
    }

    private List<GradientComputed> present(int step, ProgramId candidate) {
        return decision.all(keys.gradients(step, candidate));
    }

    private static List<GradientComputed> used(List<GradientComputed> present, BatchClosed closed) {
        return present.stream()
                .filter(item -> closed.slots().contains(item.slot().number()))
                .toList();
    }

    private static List<Integer> slots(List<GradientComputed> items) {
        return items.stream().map(item -> item.slot().number()).toList();
    }

    private static int tasks(List<TaskBatch> batches) {
        return batches.stream().mapToInt(batch -> batch.tasks().size()).sum();
    }

    private static Result missing() {
        return failed("its training batch never came");
    }

    private static Result failed(String reason) {
        return new Result.Failed(new Failure.Infrastructure(reason));
    }

    private Barriers barriers() {
        return new Barriers(decision, keys);
    }
}
