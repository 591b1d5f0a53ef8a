package metatextgrad.optimize;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.Rows;
import metatextgrad.decide.TimedDecider;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.BatchParked;
import metatextgrad.model.Event;
import metatextgrad.model.ItemGradients;
import metatextgrad.model.Split;
import metatextgrad.model.TaskBatch;
import metatextgrad.model.TextualLoss;
import metatextgrad.model.Trial;
import metatextgrad.model.TrialCommand;
import metatextgrad.model.TrialId;
import metatextgrad.model.TrialStart;
import org.jspecify.annotations.Nullable;

/**
 * The inner loop. An event is first kept in a row of its own, then the trial moves as far as its
 * rows allow. So what comes early waits, what comes twice changes nothing, and any order of events
 * ends in the same rows (METHOD §6 check 17, RELIABILITY §5 rule 3).
 */
public final class OptimizerDecider implements TimedDecider {
    @Override
    public Decision decide(Rows rows, Event event) {
        return switch (event) {
            case TrialStart start -> start(rows, start);
            case TrialCommand command -> Steering.of(rows, command);
            case TaskBatch batch -> {
                TrialKeys keys = new TrialKeys(batch.trail().trial());
                int step = batch.trail().step();
                yield keep(rows, keys, step, keys.batch(step, batch.split(), batch.first()), batch);
            }
            case BatchParked parked -> {
                TrialKeys keys = new TrialKeys(parked.trail().trial());
                int step = parked.trail().step();
                RowKey<BatchParked> key = keys.parked(step, parked.split(), parked.first());
                yield keep(rows, keys, step, key, parked);
            }
            case TextualLoss loss -> {
                if (loss.slot().split() == Split.TRAIN) yield Decision.NOTHING;
                TrialKeys keys = new TrialKeys(loss.trail().trial());
                int step = loss.trail().step();
                yield keep(rows, keys, step, keys.loss(step, loss.candidate(), loss.slot()), loss);
            }
            case ItemGradients item -> {
                TrialKeys keys = new TrialKeys(item.trail().trial());
                int step = item.trail().step();
                yield keep(
                        rows, keys, step, keys.gradient(step, item.candidate(), item.slot()), item);
            }
            case BatchClosed closed -> {
                TrialKeys keys = new TrialKeys(closed.trial());
                yield keep(
                        rows,
                        keys,
                        closed.step(),
                        keys.closed(closed.step(), closed.split()),
                        closed);
            }
            case LlmResponse reply -> {
                TrialKeys keys = new TrialKeys(new TrialId(reply.replyKey()));
                RowKey<LlmResponse> key = keys.reply(reply.step(), reply.place(), reply.attempt());
                yield keep(rows, keys, reply.step(), key, reply);
            }
            default -> Decision.NOTHING;
        };
    }

    @Override
    public Set<String> open(Rows rows) {
        return rows.all(TrialKeys.PLANS).stream()
                .map(TrialStart::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Proposes to close the batch that the trial waits for with the slots that are there. */
    @Override
    public Decision silent(Rows rows, String trial) {
        DecisionBuilder draft = new DecisionBuilder(rows);
        TrialKeys keys = new TrialKeys(new TrialId(trial));
        if (rows.has(keys.plan()) && !rows.has(keys.held())) step(draft, keys).proposeToClose();
        return draft.decision();
    }

    private static Decision start(Rows rows, TrialStart plan) {
        TrialKeys keys = new TrialKeys(plan.trail().trial());
        if (rows.has(keys.plan()) || rows.has(keys.state())) {
            return Decision.ignored(IgnoreReason.DUPLICATE);
        }
        DecisionBuilder draft = new DecisionBuilder(rows);
        draft.put(keys.plan(), plan);
        if (!rows.has(keys.held())) step(draft, keys).start();
        return draft.decision();
    }

    private static <E extends Event> Decision keep(
            Rows rows, TrialKeys keys, int step, RowKey<E> key, E event) {
        Trial state = rows.get(keys.state());
        IgnoreReason stale = stale(state, step, event);
        if (stale != null) return Decision.ignored(stale);
        if (rows.has(key)) return Decision.ignored(IgnoreReason.DUPLICATE);
        if (state != null && isLate(state, step, event)) return Decision.ignored(IgnoreReason.LATE);
        DecisionBuilder draft = new DecisionBuilder(rows);
        draft.put(key, event);
        if (state != null && !rows.has(keys.held())) step(draft, keys).advance();
        return draft.decision();
    }

    static TrialStep step(DecisionBuilder draft, TrialKeys keys) {
        TrialStart plan = draft.get(keys.plan());
        if (plan == null)
            throw new IllegalStateException("trial " + keys.trial() + " has a state but no plan");
        return new TrialStep(draft, keys, TrialPlan.of(plan));
    }

    /** Why an event can never be needed; null if it may be. */
    private static @Nullable IgnoreReason stale(@Nullable Trial state, int step, Event event) {
        if (state == null) return null;
        if (state instanceof Trial.Finished || step < state.step()) return IgnoreReason.STALE;
        if (step > state.step()) return null;
        boolean otherCandidate =
                (event instanceof TextualLoss loss
                                && state instanceof Trial.Validating now
                                && !loss.candidate().equals(now.candidate().id()))
                        || (event instanceof ItemGradients item
                                && state instanceof Trial.Criticising then
                                && !item.candidate().equals(then.incumbent().program().id()));
        return otherCandidate ? IgnoreReason.STALE : null;
    }

    private static boolean isLate(Trial state, int step, Event event) {
        boolean trainingOver =
                !(state instanceof Trial.AwaitingBatch || state instanceof Trial.Criticising);
        return trainingOver && step == state.step() && event instanceof ItemGradients;
    }
}
