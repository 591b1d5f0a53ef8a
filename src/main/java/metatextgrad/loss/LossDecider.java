package metatextgrad.loss;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.evaluator.Evaluator;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.Requester;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TextualLoss;
import org.jspecify.annotations.Nullable;

/**
 * Scores each answer with the project's evaluator, which gives a reason in words or first sends a
 * request to a judge.
 */
public final class LossDecider implements Reaction<LossInput> {
    /** Most requests after an unusable reply (METHOD §3.2). After them the item has no score. */
    private static final int MORE_ASKS = 1;

    /** From this probability of the right answer on, a critic reads that the answer was near. */
    private static final double NEAR = .1;

    private static final String NO_VERDICT = "the judge gave no verdict: ";

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
                Cost cost = output.cost().plus(response.cost());
                yield List.of(answered(response, output.withCost(cost)));
            }
        };
    }

    private static Event begin(CandidateOutput output) {
        return switch (output.failure()) {
            case null -> next(output, evaluated(output), 0);
            case Failure.Content unusable ->
                    loss(output, Score.UNPARSEABLE, criticism(unusable), unusable);
            case Failure.Infrastructure broken -> failed(output, broken);
            case Failure.Copied copied -> failed(output, copied);
            case Failure.EndsTrial over -> failed(output, over);
        };
    }

    /** Describes to a critic an answer without a usable text. */
    private static String criticism(Failure.Content unusable) {
        String advice =
                switch (unusable.kind()) {
                    case CUT_OFF -> "; the reply is too long";
                    case REPEATED -> "; the reply repeats one short piece over and over";
                    case EMPTY, FILTERED, OTHER -> "";
                };
        return "There is no usable answer: " + unusable.message() + advice;
    }

    private static Event answered(LlmResponse response, CandidateOutput output) {
        int attempt = response.attempt() + 1;
        return switch (response.outcome()) {
            case OK -> next(output, replyScored(output, response.text()), attempt);
            case INVALID -> next(output, evaluated(output), attempt);
            case FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED ->
                    failed(output, requireNonNull(response.failure()).in(NO_VERDICT));
        };
    }

    private static Event next(CandidateOutput output, Finding finding, int attempt) {
        return switch (finding) {
            case Finding.Scored scored -> scored(output, scored.score(), scored.criticism());
            case Finding.Ask ask ->
                    attempt <= MORE_ASKS
                            ? asked(output, ask, attempt)
                            : failed(
                                    output,
                                    new Failure.Infrastructure(
                                            NO_VERDICT + "its replies are unusable"));
        };
    }

    private static Event asked(CandidateOutput output, Finding.Ask ask, int attempt) {
        Item item = output.item();
        return new LlmRequestFactory(
                        Requester.LOSS,
                        item.stepRef(),
                        item.key(),
                        RequestPath.of(item.slot(), "judge"),
                        attempt)
                .reusable(
                        ModelRole.JUDGE, item.settings(), ask.messages(), new JudgeContext(output));
    }

    private static Finding evaluated(CandidateOutput output) {
        Item item = output.item();
        return evaluator(item).evaluate(item.task(), output.answer(), item.settings().reading());
    }

    private static Finding replyScored(CandidateOutput output, String reply) {
        Item item = output.item();
        return evaluator(item)
                .scoreReply(item.task(), output.answer(), item.settings().reading(), reply);
    }

    private static Evaluator evaluator(Item item) {
        return Evaluators.of(item.settings().evaluator());
    }

    private static TextualLoss scored(CandidateOutput output, Score score, String criticism) {
        return score.counts()
                ? loss(output, score.withSoft(output.soft()), criticism + near(output, score), null)
                : failed(output, new Failure.Infrastructure(criticism));
    }

    /** A wrong answer that was nearly right needs another remedy than one that was far off. */
    private static String near(CandidateOutput output, Score score) {
        Double soft = output.soft();
        return score.outcome() == Score.Outcome.WRONG && soft != null && soft >= NEAR
                ? String.format(
                        Locale.ROOT,
                        " The model nearly gave the expected answer: its probability was %.2f.",
                        soft)
                : "";
    }

    private static TextualLoss failed(CandidateOutput output, Failure failure) {
        return loss(output, Score.INFRASTRUCTURE, failure.message(), failure);
    }

    /** A criticism in words may quote a private right answer, so the outcome replaces it. */
    private static String withoutTarget(Score score) {
        return switch (score.outcome()) {
            case CORRECT -> "The answer is right.";
            case WRONG ->
                    score.value() > 0 ? "The answer is partly wrong." : "The answer is wrong.";
            case UNPARSEABLE -> "There is no readable answer.";
            case INFRASTRUCTURE -> "There is no score.";
        };
    }

    /** Returns the loss. For val, gate and test items it contains only ids, outcome and score. */
    private static TextualLoss loss(
            CandidateOutput output, Score score, String criticism, @Nullable Failure failure) {
        Item item = output.item();
        String shown = item.settings().mayShowTargets() ? criticism : withoutTarget(score);
        TextualLoss.Trace trace =
                item.slot().split() == Split.TRAIN
                        ? new TextualLoss.Trace(item, output.outputs(), output.answer(), shown)
                        : null;
        return new TextualLoss(
                item.stepRef(),
                item.slot(),
                item.task().id(),
                item.program().id(),
                score,
                trace,
                failure,
                output.cost());
    }
}
