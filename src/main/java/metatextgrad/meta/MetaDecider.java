package metatextgrad.meta;

import java.util.function.BiPredicate;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.Rows;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunLimit;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.state.Run;
import org.jspecify.annotations.Nullable;

/**
 * The outer loop. As in the inner loop, the decider first stores each event in a row of its own.
 * Then it advances the run as far as the stored rows allow.
 */
public final class MetaDecider implements Decider<MetaInput> {
    /** Loads the controls before the first decision. */
    public MetaDecider() {
        ProposalSources.controls();
    }

    @Override
    public InputTable<MetaInput> inputs() {
        return MetaInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, MetaInput input) {
        return RunOutcomes.added(decided(rows, input));
    }

    private static Decision decided(Rows rows, MetaInput input) {
        return switch (input) {
            case MetaInput.Signal(RunRequested request) -> start(rows, request);
            case MetaInput.Signal(RunCommand command) ->
                    steer(rows, command.run(), (steering, run) -> steering.apply(run, command));
            case MetaInput.Signal(RunLimit limit) ->
                    steer(rows, limit.run(), (steering, run) -> steering.apply(run, limit));
            case MetaInput.Signal(OptimizerProposed proposed) -> propose(rows, proposed);
            case MetaInput.Score(ScoreAggregated report) -> {
                if (report.scope() == ScoreAggregated.Scope.STEP) yield Decision.NOTHING;
                yield switch (report.stepRef().kind()) {
                    case GATE, RESCORE -> RunOutcomes.ofGate(report);
                    case OPTIMIZER_COMPARISON -> RunOutcomes.ofStep(report);
                    case USER, WINDOW -> keep(rows, report);
                };
            }
            case MetaInput.Response(LlmResponse reply) -> {
                RunKeys keys = new RunKeys(new RunId(reply.replyKey()));
                yield keep(
                        rows,
                        keys,
                        keys.reply(reply.place(), reply.attempt()),
                        reply,
                        reply.failure());
            }
        };
    }

    private static Decision start(Rows rows, RunRequested request) {
        RunKeys keys = new RunKeys(request.id());
        if (rows.has(keys.state())) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        RunStep step = new RunStep(decision, keys);
        step.start(request);
        step.advance();
        return decision.decision();
    }

    private static Decision keep(Rows rows, ScoreAggregated report) {
        RunKeys keys = new RunKeys(report.stepRef().run());
        return keep(rows, keys, keys.score(report.stepRef().trial()), report, report.failure());
    }

    private static <E extends Event> Decision keep(
            Rows rows, RunKeys keys, RowKey<E> key, E event, @Nullable Failure failure) {
        Run state = rows.get(keys.state());
        if (state instanceof Run.Finished) return Decision.ignored(IgnoreReason.STALE);
        if (rows.has(key)) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(key, event);
        if (state instanceof Run.Open open && failure instanceof Failure.DeadModel dead)
            new RunSteering(decision, keys).fail(open, dead);
        else if (state != null && !RunSteering.isSuspended(rows, keys))
            new RunStep(decision, keys).advance();
        return decision.decision();
    }

    /**
     * A submission that arrives after the structure phase has begun waits for the project's next
     * run.
     */
    private static Decision propose(Rows rows, OptimizerProposed proposed) {
        RunKeys keys = new RunKeys(proposed.run());
        Run state = rows.get(keys.state());
        if (state instanceof Run.Finished) return Decision.ignored(IgnoreReason.STALE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        if (state instanceof Run.Open open && isPastSubmissions(open)) {
            decision.emit(
                    OptimizerVersion.offered(
                            open.request().project().id(), proposed.spec(), null, new Serial(1)));
        } else if (!SubmissionStep.queue(decision, keys, proposed)) {
            return Decision.ignored(IgnoreReason.DUPLICATE);
        }
        return decision.decision();
    }

    private static boolean isPastSubmissions(Run.Open run) {
        return switch (run) {
            case Run.EvaluatingSeed seed -> false;
            case Run.Searching searching -> false;
            case Run.Composing composing -> true;
            case Run.Racing racing -> true;
            case Run.Testing testing -> true;
        };
    }

    /**
     * A command or limit for an unknown or finished run has no effect.
     *
     * @param change returns false if nothing changes
     */
    private static Decision steer(Rows rows, RunId id, BiPredicate<RunSteering, Run.Open> change) {
        RunKeys keys = new RunKeys(id);
        Run run = rows.get(keys.state());
        if (!(run instanceof Run.Open open)) return Decision.ignored(IgnoreReason.STALE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        return change.test(new RunSteering(decision, keys), open)
                ? decision.decision()
                : Decision.ignored(IgnoreReason.DUPLICATE);
    }
}
