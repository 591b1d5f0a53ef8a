package metatextgrad.services.gateway.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.model.event.TrialStart;
import metatextgrad.services.gateway.records.RecordQuery.Source;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * One step with its batch.
 *
 * @param by name of the trial
 * @param decided record of its decision
 * @param before the program from which it started; null if the log has it no more
 * @param score of its proposal; null if none was measured
 * @param items the training batch, in slot order
 * @param isWhole false if records of the trial or the batch were not read
 */
public record StepRecords(
        OptimizerState state,
        String by,
        PlacedEvent decided,
        @Nullable Program before,
        @Nullable ScoreAggregated score,
        List<BatchItem> items,
        boolean isWhole) {
    /**
     * A task of the batch.
     *
     * @param again what the proposal made of it; null if it was not run on it
     * @param gradients null if there are none
     */
    public record BatchItem(
            TextualLoss loss, @Nullable TextualLoss again, @Nullable GradientComputed gradients) {}

    public StepRecords {
        items = List.copyOf(items);
    }

    /** Reads a step; empty if the log does not have it. */
    public static Optional<StepRecords> of(RecordReader reader, StepRef step) {
        List<Topic> topics = new ArrayList<>(RunSteps.STARTS);
        topics.add(Topics.OPTIMIZER_STATE);
        RecordsFound trial =
                reader.read(RecordQuery.of(topics, step.trial().value(), ofTrial(step)));
        Map<Integer, PlacedEvent> states = new TreeMap<>();
        trial.records().stream()
                .filter(one -> one.event() instanceof OptimizerState)
                .forEach(one -> states.put(((OptimizerState) one.event()).stepRef().step(), one));
        PlacedEvent decided = states.get(step.step());
        if (decided == null) return Optional.empty();
        PlacedEvent earlier = states.get(step.step() - 1);
        PlacedEvent start =
                trial.records().stream()
                        .filter(one -> one.event() instanceof TrialStart)
                        .findFirst()
                        .orElse(null);
        RecordsFound batch =
                reader.read(batch(step, earlier == null ? start : earlier, decided.at()));
        return Optional.of(
                new StepRecords(
                        (OptimizerState) decided.event(),
                        RunSteps.names(trial).getOrDefault(step.trial(), "trial " + step.trial()),
                        decided,
                        before(
                                (OptimizerState) decided.event(),
                                earlier,
                                trial.isWhole() ? start : null),
                        batch.events(ScoreAggregated.class)
                                .reduce((one, next) -> next)
                                .orElse(null),
                        items(batch),
                        trial.isWhole() && batch.isWhole()));
    }

    private static Predicate<Event> ofTrial(StepRef step) {
        return event ->
                event instanceof TrialEvent one
                        && one.stepRef().run().equals(step.run())
                        && one.stepRef().trial().equals(step.trial());
    }

    private static RecordQuery batch(StepRef step, @Nullable PlacedEvent from, Instant to) {
        String trial = step.trial().value();
        Predicate<Event> wanted =
                ofTrial(step).and(one -> ((TrialEvent) one).stepRef().step() == step.step());
        return RecordQuery.of(
                        List.of(
                                new Source(Topics.TEXTUAL_LOSSES, trial),
                                new Source(Topics.GRADIENTS, trial),
                                new Source(Topics.SCORES, step.run().value())),
                        wanted)
                .between(from == null ? null : from.at(), to);
    }

    /** A step that is not accepted leaves the program from which it started. */
    private static @Nullable Program before(
            OptimizerState state, @Nullable PlacedEvent earlier, @Nullable PlacedEvent start) {
        if (state.decision() != Decided.ACCEPTED && state.decision() != Decided.PASSED)
            return state.incumbent();
        if (earlier != null) return ((OptimizerState) earlier.event()).incumbent();
        return start != null && start.event() instanceof TrialStart trial ? trial.program() : null;
    }

    private static List<BatchItem> items(RecordsFound batch) {
        Map<Integer, TextualLoss> losses = new TreeMap<>();
        Map<TaskId, TextualLoss> again = new HashMap<>();
        Map<Integer, GradientComputed> gradients = new HashMap<>();
        batch.events(TextualLoss.class)
                .forEach(
                        one -> {
                            if (one.slot().split() == Split.TRAIN)
                                losses.put(one.slot().number(), one);
                            else if (one.slot().split() == Split.TRAIN_AGAIN)
                                again.put(one.task(), one);
                        });
        batch.events(GradientComputed.class)
                .forEach(one -> gradients.put(one.slot().number(), one));
        List<BatchItem> items = new ArrayList<>();
        losses.forEach(
                (slot, loss) ->
                        items.add(
                                new BatchItem(loss, again.get(loss.task()), gradients.get(slot))));
        return items;
    }
}
