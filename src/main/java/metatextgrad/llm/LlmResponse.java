package metatextgrad.llm;

import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended, with its context.
 *
 * @param callKey the model call behind the answer, made now or before
 * @param text the model's answer; empty unless {@code outcome} is OK
 * @param failure why the outcome is not OK; null if it is OK
 * @param billed whether this request made the call; false means that a recorded answer was reused
 * @param model the requested model
 * @param servedModel the model that the server reports; empty if there is no answer
 * @param context raw in the worker, decoded elsewhere
 */
public record LlmResponse(
        CallKey callKey,
        RequestId requestId,
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
        ModelRole role,
        String model,
        String servedModel,
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
        outcome.check(failure);
    }

    /** The answer of the call that this request made. */
    public static LlmResponse ok(LlmRequest request, String text, Usage usage, String served) {
        return of(request, Outcome.OK, text, null, usage, true, served);
    }

    /** The end of this request without a usable answer. */
    public static LlmResponse ended(
            LlmRequest request, Outcome outcome, Failure failure, Usage usage) {
        boolean billed = outcome != Outcome.EXPIRED;
        return of(request, outcome, "", failure, usage, billed, "");
    }

    /** The worker makes no calls for a run that has spent its own budget. */
    public static LlmResponse over(LlmRequest request, String reason) {
        Failure failure = new Failure.Budget(reason);
        return of(request, Outcome.BUDGET, "", failure, Usage.NONE, false, "");
    }

    /** The worker makes no calls for a cancelled run. */
    public static LlmResponse cancelled(LlmRequest request) {
        Failure failure = new Failure.Infrastructure("its run was cancelled");
        return of(request, Outcome.CANCELLED, "", failure, Usage.NONE, false, "");
    }

    /** This end of this request, with the ids and the context of the request. */
    public static LlmResponse of(
            LlmRequest request,
            Outcome outcome,
            String text,
            @Nullable Failure failure,
            Usage usage,
            boolean billed,
            String served) {
        return new LlmResponse(
                request.callKey(),
                request.requestId(),
                request.requester(),
                request.replyKey(),
                request.step(),
                request.place(),
                request.attempt(),
                outcome,
                text,
                failure,
                usage,
                billed,
                request.role(),
                request.model().name(),
                served,
                request.context());
    }

    /**
     * This recorded answer for another request of the same call: with that request's context, and
     * not billed.
     */
    public LlmResponse copyFor(LlmRequest request) {
        return of(request, outcome, text, failure, usage, false, servedModel);
    }

    /** Why there is no answer, in one line; empty if there is one. */
    public String reason() {
        return failure == null ? "" : failure.message();
    }

    /**
     * The list cost of this request, which is the same whether it was billed or cached. A request
     * that never reached a model costs nothing.
     */
    public Cost cost() {
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
                callKey,
                requestId,
                requester,
                replyKey,
                step,
                place,
                attempt,
                outcome,
                text,
                failure,
                usage,
                billed,
                role,
                model,
                servedModel,
                other);
    }

    @Override
    public String key() {
        return replyKey;
    }
}
