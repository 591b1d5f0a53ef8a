package metatextgrad.candidate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.evaluator.SoftScore;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.ProgramContext;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.Requester;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TaskBatch;

/** Runs a program on each task of a batch, one call after another. */
public final class CandidateDecider implements Reaction<CandidateInput> {
    /** The most bytes of all outputs of one item together (RELIABILITY §6.5). */
    static final int MAX_BYTES = 256 * 1024;

    @Override
    public InputTable<CandidateInput> inputs() {
        return CandidateInput.TABLE;
    }

    @Override
    public List<Event> react(CandidateInput input) {
        return switch (input) {
            case CandidateInput.Batch(TaskBatch batch) ->
                    batch.items().stream()
                            .map(item -> next(item, List.of(), 0, Cost.NONE))
                            .toList();
            case CandidateInput.Batch(BatchParked parked) -> List.of();
            case CandidateInput.Response(LlmResponse response, ProgramContext context) ->
                    List.of(answered(response, context));
        };
    }

    private static Event answered(LlmResponse response, ProgramContext context) {
        Item item = context.item();
        Cost cost = context.cost().plus(response.cost());
        return switch (response.outcome()) {
            case OK ->
                    withSoft(next(item, context.with(response.text()), 0, cost), response, context);
            case INVALID, FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED ->
                    response.mayAskAgain()
                            ? next(item, context.outputs(), response.attempt() + 1, cost)
                            : new CandidateOutput(
                                    item, context.outputs(), "", response.failure(), cost);
        };
    }

    /** Only the tokens of the call that gives the answer show how near the right answer was. */
    private static Event withSoft(Event next, LlmResponse response, ProgramContext context) {
        Item item = context.item();
        return next instanceof CandidateOutput output
                        && context.node().equals(item.program().output())
                ? output.withSoft(
                        SoftScore.of(
                                response.tokens(),
                                item.settings().evaluator(),
                                item.settings().reading(),
                                item.task()))
                : next;
    }

    private static Event next(Item item, List<NodeOutput> outputs, int attempt, Cost cost) {
        if (bytes(outputs) > MAX_BYTES) {
            String reason = "the outputs of one item have more than " + MAX_BYTES + " bytes";
            return new CandidateOutput(item, List.of(), "", new Failure.Content(reason), cost);
        }
        return switch (NextNode.of(item.program(), item.task().input(), outputs)) {
            case NextNode.Answer answer ->
                    new CandidateOutput(item, outputs, answer.text(), null, cost);
            case NextNode.Call call ->
                    new LlmRequestFactory(
                                    Requester.CANDIDATE,
                                    item.stepRef(),
                                    item.key(),
                                    RequestPath.of(item.slot(), call.node(), call.part()),
                                    attempt)
                            .reusable(
                                    ModelRole.PROGRAM,
                                    item.settings(),
                                    call.messages(),
                                    new ProgramContext(
                                            item, outputs, call.node(), call.part(), cost));
        };
    }

    private static int bytes(List<NodeOutput> outputs) {
        return outputs.stream()
                .mapToInt(o -> o.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
