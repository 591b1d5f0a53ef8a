package metatextgrad.optimizer;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.Rows;
import metatextgrad.decide.TimedDecider;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialCommand;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Trial;
import org.jspecify.annotations.Nullable;

/**
 * The inner loop. The decider first stores each event in a row of its own. Then it advances the
 * trial as far as the stored rows allow. So early events wait, repeated events change nothing, and
 * every order of events ends in the same rows (METHOD §6 check 17, RELIABILITY §5 rule 3).
 */
public final class OptimizerDecider implements TimedDecider<OptimizerInput> {
    @Override
    public InputTable<OptimizerInput> inputs() {
        return OptimizerInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, OptimizerInput input) {
        return switch (input) {
            case OptimizerInput.ToTry(OptimizerToTry optimizer) -> start(rows, optimizer);
            case OptimizerInput.Signal(EvaluationRequested evaluation) -> start(rows, evaluation);
            case OptimizerInput.Signal(StepRequested step) -> start(rows, step);
            case OptimizerInput.Signal(TrialCommand command) -> Steering.of(rows, command);
            case OptimizerInput.Signal(BatchClosed closed) -> {
                TrialKeys keys = new TrialKeys(closed.trial());
                int step = closed.step();
                yield keep(rows, keys, step, keys.closed(step, closed.split()), closed);
            }
            case OptimizerInput.Batch(TaskBatch batch) -> {
                TrialKeys keys = TrialKeys.of(batch);
                int step = batch.stepRef().step();
                yield keep(rows, keys, step, keys.batch(step, batch.split(), batch.first()), batch);
            }
            case OptimizerInput.Batch(BatchParked parked) -> {
                TrialKeys keys = TrialKeys.of(parked);
                int step = parked.stepRef().step();
                RowKey<BatchParked> key = keys.parked(step, parked.split(), parked.first());
                yield keep(rows, keys, step, key, parked);
            }
            case OptimizerInput.Loss(TextualLoss loss) -> {
                if (loss.slot().split() == Split.TRAIN) yield Decision.NOTHING;
                TrialKeys keys = TrialKeys.of(loss);
                int step = loss.stepRef().step();
                RowKey<TextualLoss> key = keys.loss(step, loss.candidate(), loss.slot());
                yield keep(rows, keys, step, key, loss, now -> unneeded(now, loss));
            }
            case OptimizerInput.Gradients(GradientComputed item) -> {
                TrialKeys keys = TrialKeys.of(item);
                int step = item.stepRef().step();
                RowKey<GradientComputed> key = keys.gradient(step, item.candidate(), item.slot());
                yield keep(rows, keys, step, key, item, now -> unneeded(now, item));
            }
            case OptimizerInput.Response(LlmResponse reply) -> {
                TrialKeys keys = new TrialKeys(new TrialId(reply.replyKey()));
                int step = reply.step();
                yield keep(
                        rows, keys, step, keys.reply(step, reply.place(), reply.attempt()), reply);
            }
        };
    }

    @Override
    public Set<String> open(Rows rows) {
        return rows.all(TrialKeys.PLANS).stream()
                .map(TrialStart::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Proposes to close the trial's current batch with the slots that are present. */
    @Override
    public Decision silent(Rows rows, String trial) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        TrialKeys keys = new TrialKeys(new TrialId(trial));
        if (rows.has(keys.plan()) && !rows.has(keys.blocked()))
            step(decision, keys).proposeToClose();
        return decision.decision();
    }

    private static Decision start(Rows rows, TrialStart plan) {
        TrialKeys keys = TrialKeys.of(plan);
        if (rows.has(keys.plan()) || rows.has(keys.state()))
            return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(keys.plan(), plan);
        if (!rows.has(keys.blocked())) step(decision, keys).start();
        return decision.decision();
    }

    private static <E extends Event> Decision keep(
            Rows rows, TrialKeys keys, int step, RowKey<E> key, E event) {
        return keep(rows, keys, step, key, event, now -> null);
    }

    /**
     * Stores an event and advances the trial.
     *
     * @param unneeded gives the reason why a trial at the event's step does not need the event;
     *     null if it does
     */
    private static <E extends Event> Decision keep(
            Rows rows,
            TrialKeys keys,
            int step,
            RowKey<E> key,
            E event,
            Function<Trial, @Nullable IgnoreReason> unneeded) {
        Trial state = rows.get(keys.state());
        IgnoreReason reason = state == null ? null : unneeded(state, step, unneeded);
        if (rows.has(key)) return Decision.ignored(IgnoreReason.DUPLICATE);
        if (reason != null) return Decision.ignored(reason);
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(key, event);
        if (state != null && !rows.has(keys.blocked())) step(decision, keys).advance();
        return decision.decision();
    }

    static TrialStep step(DecisionBuilder decision, TrialKeys keys) {
        TrialStart plan = decision.get(keys.plan());
        if (plan == null)
            throw new IllegalStateException("trial " + keys.trial() + " has a state but no plan");
        return new TrialStep(decision, keys, plan);
    }

    /** Returns the reason why a trial does not need an event of a step; null if it does. */
    private static @Nullable IgnoreReason unneeded(
            Trial state, int step, Function<Trial, @Nullable IgnoreReason> atItsStep) {
        if (state instanceof Trial.Finished || step < state.step()) return IgnoreReason.STALE;
        if (step > state.step()) return null;
        return atItsStep.apply(state);
    }

    private static @Nullable IgnoreReason unneeded(Trial state, TextualLoss loss) {
        boolean other =
                state instanceof Trial.Validating now
                        && !loss.candidate().equals(now.candidate().id());
        return other ? IgnoreReason.STALE : null;
    }

    private static @Nullable IgnoreReason unneeded(Trial state, GradientComputed item) {
        return switch (state) {
            case Trial.AwaitingBatch now -> null;
            case Trial.Criticising now ->
                    item.candidate().equals(now.incumbent().program().id())
                            ? null
                            : IgnoreReason.STALE;
            case Trial.Reducing now -> IgnoreReason.LATE;
            case Trial.Proposing now -> IgnoreReason.LATE;
            case Trial.Validating now -> IgnoreReason.LATE;
            case Trial.Finished now -> IgnoreReason.LATE;
        };
    }
}
