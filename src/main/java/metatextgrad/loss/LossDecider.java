package metatextgrad.loss;

import java.util.List;
import metatextgrad.decide.Reaction;
import metatextgrad.model.CandidateOutput;
import metatextgrad.model.Event;
import metatextgrad.model.Item;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.TextualLoss;
import metatextgrad.task.Evaluators;
import metatextgrad.task.Finding;

/** Scores each answer with the project's evaluator, which says in words why. */
public final class LossDecider implements Reaction {
    @Override
    public List<Event> react(Event event) {
        return event instanceof CandidateOutput output ? List.of(loss(output)) : List.of();
    }

    private static TextualLoss loss(CandidateOutput output) {
        return switch (output.end()) {
            case ANSWERED -> judged(output);
            case UNUSABLE ->
                    loss(
                            output,
                            Score.UNPARSEABLE,
                            "There is no usable answer: " + output.reason());
            case FAILED -> loss(output, Score.INFRASTRUCTURE, output.reason());
        };
    }

    private static TextualLoss judged(CandidateOutput output) {
        Item item = output.item();
        Finding finding =
                Evaluators.named(item.settings().evaluator())
                        .evaluate(item.task(), output.answer(), item.settings().reading());
        return switch (finding) {
            case Finding.Scored scored -> loss(output, scored.score(), scored.criticism());
            case Finding.Ask ask ->
                    throw new IllegalArgumentException(
                            "evaluator "
                                    + item.settings().evaluator()
                                    + " asks a judge, and none is wired");
        };
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
                score.counts() ? "" : criticism);
    }
}
