package metatextgrad.loss;

import java.util.List;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.llm.Asker;
import metatextgrad.llm.Asking;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Place;
import metatextgrad.model.CandidateOutput;
import metatextgrad.model.Cost;
import metatextgrad.model.Event;
import metatextgrad.model.Item;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.TextualLoss;
import metatextgrad.task.Evaluator;
import metatextgrad.task.Evaluators;
import metatextgrad.task.Finding;

/**
 * Scores each answer with the project's evaluator, which says in words why or asks a judge first.
 */
public final class LossDecider implements Reaction<LossInput> {
    /** Asks after a reply of no use (METHOD §3.2); then the item has no score. */
    private static final int MORE_ASKS = 1;

    @Override
    public InputTable<LossInput> inputs() {
        return LossInput.TABLE;
    }

    @Override
    public List<Event> react(LossInput input) {
        return switch (input) {
            case LossInput.Output(CandidateOutput output) -> List.of(begin(output));
            case LossInput.Response(LlmResponse response, JudgeContext context) -> {
                CandidateOutput output = context.output();
                Cost cost = output.cost().plus(response.cost(ModelRole.JUDGE));
                yield List.of(answered(response, output.withCost(cost)));
            }
        };
    }

    private static Event begin(CandidateOutput output) {
        return switch (output.end()) {
            case ANSWERED -> next(output, evaluated(output), 0);
            case UNUSABLE ->
                    loss(
                            output,
                            Score.UNPARSEABLE,
                            "There is no usable answer: " + output.reason());
            case FAILED -> loss(output, Score.INFRASTRUCTURE, output.reason());
        };
    }

    private static Event answered(LlmResponse response, CandidateOutput output) {
        int attempt = response.attempt() + 1;
        return switch (response.outcome()) {
            case OK -> next(output, heard(output, response.text()), attempt);
            case INVALID -> next(output, evaluated(output), attempt);
            case FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED ->
                    loss(
                            output,
                            Score.INFRASTRUCTURE,
                            "no verdict of the judge: " + response.reason());
        };
    }

    private static Event next(CandidateOutput output, Finding finding, int attempt) {
        return switch (finding) {
            case Finding.Scored scored -> loss(output, scored.score(), scored.criticism());
            case Finding.Ask ask ->
                    attempt <= MORE_ASKS
                            ? asked(output, ask, attempt)
                            : loss(
                                    output,
                                    Score.INFRASTRUCTURE,
                                    "no verdict of the judge: its replies are of no use");
        };
    }

    private static Event asked(CandidateOutput output, Finding.Ask ask, int attempt) {
        Item item = output.item();
        return new Asking(
                        Asker.LOSS,
                        item.trail(),
                        item.key(),
                        Place.of(item.slot(), "judge"),
                        attempt)
                .reusable(
                        ModelRole.JUDGE, item.settings(), ask.messages(), new JudgeContext(output));
    }

    private static Finding evaluated(CandidateOutput output) {
        Item item = output.item();
        return evaluator(item).evaluate(item.task(), output.answer(), item.settings().reading());
    }

    private static Finding heard(CandidateOutput output, String reply) {
        Item item = output.item();
        return evaluator(item).hear(item.task(), output.answer(), item.settings().reading(), reply);
    }

    private static Evaluator evaluator(Item item) {
        return Evaluators.of(item.settings().evaluator());
    }

    /** Of val, gate and test items nothing but ids, outcome and score leaves this point. */
    private static TextualLoss loss(CandidateOutput output, Score score, String criticism) {
        Item item = output.item();
        TextualLoss.Trace trace =
                item.slot().split() == Split.TRAIN
                        ? new TextualLoss.Trace(item, output.outputs(), output.answer(), criticism)
                        : null;
        return new TextualLoss(
                item.trail(),
                item.slot(),
                item.task().id(),
                item.program().id(),
                score,
                trace,
                score.counts() ? "" : criticism,
                output.cost());
    }
}
