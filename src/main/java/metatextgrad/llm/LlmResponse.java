package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Cost;
import metatextgrad.model.Event;
import metatextgrad.model.ModelRole;

/**
 * How an ask ended, with its context back.
 *
 * @param text the model's answer; empty unless {@code outcome} is OK
 * @param reason why not OK, in one line
 * @param paid whether this ask bought the call; false means a recorded answer was reused
 */
public record LlmResponse(
        AskId ask,
        Asker asker,
        String replyKey,
        int step,
        String place,
        int attempt,
        Outcome outcome,
        String text,
        String reason,
        Usage usage,
        boolean paid,
        AskContext context)
        implements Event {
    /** How an ask ends. Only OK answers are reused. */
    public enum Outcome {
        OK,
        /** Paid, but unusable: empty, refused, cut off, malformed, too large. */
        INVALID,
        FAILED,
        TIMEOUT,
        BUDGET,
        CANCELLED,
        EXPIRED
    }

    public LlmResponse {
        requireNonNull(ask, "ask is null");
        requireNonNull(asker, "asker is null");
        requireNonNull(replyKey, "replyKey is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(text, "text is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(context, "context is null");
    }

    /** How the reason begins when the run's own budget is spent: nothing more is bought for it. */
    public static final String BUDGET_SPENT = "budget spent: ";

    /** Whether a reason, maybe with words around it, says that the run's budget is spent. */
    public static boolean saysBudgetSpent(String reason) {
        return reason.contains(BUDGET_SPENT);
    }

    /** How the reason begins when the request itself is to blame: a filter, a length, a size. */
    public static final String CONTENT = "content: ";

    /** How the reason begins when what came is no answer of this API, whatever was asked. */
    public static final String MALFORMED = "malformed: ";

    /**
     * The list cost of this ask, which is the same whether it was paid or saved. What never reached
     * a model costs nothing.
     */
    public Cost cost(ModelRole role) {
        return switch (outcome) {
            case OK, INVALID, FAILED, TIMEOUT ->
                    Cost.of(role, usage.inputTokens(), usage.outputTokens());
            case BUDGET, CANCELLED, EXPIRED -> Cost.NONE;
        };
    }

    /** Whether the asker's own text caused the failure, so that a program cannot gain by it. */
    public boolean causedByContent() {
        return (outcome == Outcome.INVALID && !reason.startsWith(MALFORMED))
                || reason.startsWith(CONTENT);
    }

    /** Whether asking once more, as another draw, may help (RELIABILITY §3.2). */
    public boolean mayAskAgain() {
        return outcome == Outcome.INVALID && attempt < Asking.MORE_ATTEMPTS;
    }

    public LlmResponse with(AskContext other) {
        return new LlmResponse(
                ask, asker, replyKey, step, place, attempt, outcome, text, reason, usage, paid,
                other);
    }

    @Override
    public String key() {
        return replyKey;
    }
}
