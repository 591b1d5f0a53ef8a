package metatextgrad.llm;

import java.util.List;
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
 * @param billing whether the request made a call that was billed
 * @param model the requested model
 * @param servedModel the model that the server reports; empty if there is no answer
 * @param tokens the last tokens of the answer; empty if the server sends no log probabilities
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
        Billing billing,
        ModelRole role,
        String model,
        String servedModel,
        List<TokenChoice> tokens,
        RequestContext context)
        implements Event {
    /** How a request ends. Only OK answers are reused, and by a fork also INVALID ones. */
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

    /** What the call of a request cost. */
    public enum Billing {
        /** The request ended without a call of its own, for example with a recorded answer. */
        NONE,
        /** The model worked. */
        BILLED,
        /** The server refused every attempt that reached it, and billed none. */
        REFUSED,
        /** The last attempt may have been billed: it was sent, and its reply was never seen. */
        IN_DOUBT
    }

    public LlmResponse {
        outcome.check(failure);
        tokens = List.copyOf(tokens);
    }

    /** The answer of the call that this request made. */
    public static LlmResponse ok(LlmRequest request, Reply.Answered reply) {
        return of(
                request,
                Outcome.OK,
                reply.text(),
                null,
                reply.usage(),
                Billing.BILLED,
                reply.servedModel(),
                reply.tokens());
    }

    /** The end of this request without a usable answer. */
    public static LlmResponse ended(
            LlmRequest request, Outcome outcome, Failure failure, Usage usage, Billing billing) {
        return of(request, outcome, "", failure, usage, billing, "", List.of());
    }

    /** The worker makes no calls for a run that has spent its own budget. */
    public static LlmResponse over(LlmRequest request, String reason) {
        Failure failure = new Failure.Budget(reason);
        return of(request, Outcome.BUDGET, "", failure, Usage.NONE, Billing.NONE, "", List.of());
    }

    /** The worker makes no calls for a cancelled run. */
    public static LlmResponse cancelled(LlmRequest request) {
        Failure failure = new Failure.Infrastructure("its run was cancelled");
        return of(request, Outcome.CANCELLED, "", failure, Usage.NONE, Billing.NONE, "", List.of());
    }

    /** This end of this request, with the ids and the context of the request. */
    public static LlmResponse of(
            LlmRequest request,
            Outcome outcome,
            String text,
            @Nullable Failure failure,
            Usage usage,
            Billing billing,
            String served,
            List<TokenChoice> tokens) {
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
                billing,
                request.role(),
                request.model().name(),
                served,
                tokens,
                request.context());
    }

    /**
     * This recorded answer for another request of the same call: with that request's context, and
     * not billed.
     */
    public LlmResponse copyFor(LlmRequest request) {
        return of(request, outcome, text, failure, usage, Billing.NONE, servedModel, tokens);
    }

    /** Whether this request made the call, and the model worked. */
    public boolean billed() {
        return billing == Billing.BILLED;
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
                    Cost.of(
                            role,
                            new Cost.Spent(
                                    1,
                                    usage.inputTokens(),
                                    usage.outputTokens(),
                                    usage.estimated(),
                                    usage.millis()));
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
                billing,
                role,
                model,
                servedModel,
                tokens,
                other);
    }

    @Override
    public String key() {
        return replyKey;
    }
}
