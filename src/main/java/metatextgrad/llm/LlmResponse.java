package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended, with its context.
 *
 * @param text the model's answer; empty unless {@code outcome} is OK
 * @param failure why the outcome is not OK; null if it is OK
 * @param billed whether this request made the call; false means that a recorded answer was reused
 */
public record LlmResponse(
        RequestId ask,
        Requester requester,
        String replyKey,
        int step,
        String place,
        int attempt,
        Outcome outcome,
        String text,
        @Nullable Failure failure,
        Usage usage,
        boolean billed,
        RequestContext context)
        implements Event {
    /** How a request ends. Only OK answers are reused. */
    public enum Outcome {
        OK,
        /** Billed, but unusable: empty, refused, cut off, malformed or too large. */
        INVALID,
        FAILED,
        TIMEOUT,
        BUDGET,
        CANCELLED,
        EXPIRED;

        /** An OK outcome has no failure, and only a spent budget has a budget failure. */
        void check(@Nullable Failure failure) {
            boolean fits =
                    (this == OK) == (failure == null)
                            && (this == BUDGET) == (failure instanceof Failure.Budget);
            if (!fits)
                throw new IllegalArgumentException(
                        "outcome %s with failure %s".formatted(this, failure));
        }
    }

    public LlmResponse {
        requireNonNull(ask, "ask is null");
        requireNonNull(requester, "asker is null");
        requireNonNull(replyKey, "replyKey is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(text, "text is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(context, "context is null");
        outcome.check(failure);
    }

    /** Why there is no answer, in one line; empty if there is one. */
    public String reason() {
        return failure == null ? "" : failure.message();
    }

    /**
     * The list cost of this request, which is the same whether it was billed or cached. A request
     * that never reached a model costs nothing.
     */
    public Cost cost(ModelRole role) {
        return switch (outcome) {
            case OK, INVALID, FAILED, TIMEOUT ->
                    Cost.of(role, usage.inputTokens(), usage.outputTokens());
            case BUDGET, CANCELLED, EXPIRED -> Cost.NONE;
        };
    }

    /** Whether one more request, as another draw, may help (RELIABILITY §3.2). */
    public boolean mayAskAgain() {
        return outcome == Outcome.INVALID && attempt < LlmRequestFactory.MORE_ATTEMPTS;
    }

    public LlmResponse with(RequestContext other) {
        return new LlmResponse(
                ask, requester, replyKey, step, place, attempt, outcome, text, failure, usage,
                billed, other);
    }

    @Override
    public String key() {
        return replyKey;
    }
}
