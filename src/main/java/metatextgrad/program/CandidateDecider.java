package metatextgrad.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.llm.Asker;
import metatextgrad.llm.Asking;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Place;
import metatextgrad.model.BatchParked;
import metatextgrad.model.CandidateOutput;
import metatextgrad.model.CandidateOutput.End;
import metatextgrad.model.Cost;
import metatextgrad.model.Event;
import metatextgrad.model.Item;
import metatextgrad.model.ModelRole;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.TaskBatch;

/** Runs a program on each task of a batch, call after call. */
public final class CandidateDecider implements Reaction<CandidateInput> {
    /** The most bytes that all outputs of one item may have (RELIABILITY §6.5). */
    static final int MOST_BYTES = 256 * 1024;

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
        Cost cost = context.cost().plus(response.cost(ModelRole.PROGRAM));
        return switch (response.outcome()) {
            case OK -> next(item, with(context.outputs(), response), 0, cost);
            case INVALID, FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED ->
                    response.mayAskAgain()
                            ? next(item, context.outputs(), response.attempt() + 1, cost)
                            : ended(context, response, cost);
        };
    }

    private static List<NodeOutput> with(List<NodeOutput> outputs, LlmResponse response) {
        String[] place = response.place().split("/");
        List<NodeOutput> all = new ArrayList<>(outputs);
        all.add(new NodeOutput(place[1], Integer.parseInt(place[2]), response.text()));
        return all;
    }

    private static CandidateOutput ended(ProgramContext context, LlmResponse response, Cost cost) {
        End end = response.causedByContent() ? End.UNUSABLE : End.FAILED;
        return new CandidateOutput(
                context.item(), context.outputs(), "", end, response.reason(), cost);
    }

    private static Event next(Item item, List<NodeOutput> outputs, int attempt, Cost cost) {
        if (bytes(outputs) > MOST_BYTES) {
            String reason = "the outputs of one item have more than " + MOST_BYTES + " bytes";
            return new CandidateOutput(item, List.of(), "", End.UNUSABLE, reason, cost);
        }
        return switch (NextNode.of(item.program(), item.task().input(), outputs)) {
            case NextNode.Answer answer ->
                    new CandidateOutput(item, outputs, answer.text(), End.ANSWERED, "", cost);
            case NextNode.Call call ->
                    new Asking(
                                    Asker.CANDIDATE,
                                    item.trail(),
                                    item.key(),
                                    Place.of(item.slot(), call.node(), call.part()),
                                    attempt)
                            .reusable(
                                    ModelRole.PROGRAM,
                                    item.settings(),
                                    call.messages(),
                                    new ProgramContext(item, outputs, cost));
        };
    }

    private static int bytes(List<NodeOutput> outputs) {
        return outputs.stream()
                .mapToInt(o -> o.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
