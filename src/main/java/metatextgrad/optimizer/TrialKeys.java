package metatextgrad.optimizer;

import java.util.Locale;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Cost;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Row;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.StepMemory;
import metatextgrad.model.state.Trial;

/**
 * The keys of one trial's rows. They are ordered by step, then kind, then slot, so scans are
 * ordered.
 */
record TrialKeys(TrialId trial) {
    /** The plans of all open trials. */
    static final RowPrefix<TrialStart> PLANS = new RowPrefix<>("plan|", TrialStart.class);

    static TrialKeys of(TrialEvent event) {
        return new TrialKeys(event.stepRef().trial());
    }

    RowKey<TrialStart> plan() {
        return PLANS.key(trial);
    }

    /** All rows of the trial except the plan. */
    RowPrefix<Row> all() {
        return new RowPrefix<>(trial + "|", Row.class);
    }

    RowKey<Trial> state() {
        return all().key("state", Trial.class);
    }

    /** The training pair that came with the first batch. */
    RowKey<TaskSubmitted> draw() {
        return all().key("draw", TaskSubmitted.class);
    }

    /** Present while the trial is paused. */
    RowKey<TrialPaused> blocked() {
        return all().key("blocked", TrialPaused.class);
    }

    /** List cost of the finished steps. */
    RowKey<Cost> cost() {
        return all().key("cost", Cost.class);
    }

    RowPrefix<StepMemory> memories() {
        return all().prefix("memory", StepMemory.class);
    }

    RowKey<StepMemory> memory(int step) {
        return memories().key(number(step));
    }

    RowPrefix<Row> steps() {
        return all().prefix("step", Row.class);
    }

    RowPrefix<Row> step(int step) {
        return steps().prefix(number(step), Row.class);
    }

    /** The request for a training batch, or for the rest of it from this slot on. */
    RowKey<BatchRequested> requested(int step, int from) {
        return step(step).prefix("requested", BatchRequested.class).key(number(from));
    }

    RowPrefix<TaskBatch> batches(int step, Split split) {
        return step(step).prefix("batch|" + split, TaskBatch.class);
    }

    RowKey<TaskBatch> batch(int step, Split split, int first) {
        return batches(step, split).key(number(first));
    }

    RowPrefix<BatchParked> parked(int step, Split split) {
        return step(step).prefix("parked|" + split, BatchParked.class);
    }

    RowKey<BatchParked> parked(int step, Split split, int first) {
        return parked(step, split).key(number(first));
    }

    /**
     * The losses of a candidate. The candidate is in the key so that a late loss of another program
     * blocks no slot.
     */
    RowPrefix<TextualLoss> losses(int step, ProgramId candidate) {
        return step(step).prefix("loss|" + candidate, TextualLoss.class);
    }

    RowKey<TextualLoss> loss(int step, ProgramId candidate, Slot slot) {
        return losses(step, candidate).key(slot);
    }

    RowPrefix<GradientComputed> gradients(int step, ProgramId candidate) {
        return step(step).prefix("gradient|" + candidate, GradientComputed.class);
    }

    RowKey<GradientComputed> gradient(int step, ProgramId candidate, Slot slot) {
        return gradients(step, candidate).key(slot);
    }

    RowKey<BatchClosed> closed(int step, Split split) {
        return step(step).key("closed|" + split, BatchClosed.class);
    }

    RowKey<LlmResponse> reply(int step, String place, int attempt) {
        return replies(step).key(place + "|" + attempt);
    }

    RowPrefix<LlmResponse> replies(int step) {
        return step(step).prefix("reply", LlmResponse.class);
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%05d", number);
    }
}
