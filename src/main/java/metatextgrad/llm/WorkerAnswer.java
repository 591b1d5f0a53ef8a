package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * An {@link LlmResponse} as the worker writes it, and as it reads it again to reuse the answer.
 *
 * @param call the model call behind the answer
 * @param model the requested model
 * @param servedModel the model that the server reports
 */
public record WorkerAnswer(
        CallKey call,
        RequestId ask,
        Requester requester,
        String replyKey,
        int step,
        String place,
        int attempt,
        LlmResponse.Outcome outcome,
        String text,
        @Nullable Failure failure,
        Usage usage,
        boolean billed,
        ModelRole role,
        String model,
        String servedModel,
        RawContext context)
        implements Event {
    public WorkerAnswer {
        requireNonNull(call, "call is null");
        requireNonNull(ask, "ask is null");
        requireNonNull(requester, "asker is null");
        requireNonNull(replyKey, "replyKey is null");
        requireNonNull(place, "place is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(text, "text is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(role, "role is null");
        requireNonNull(model, "model is null");
        requireNonNull(servedModel, "servedModel is null");
        requireNonNull(context, "context is null");
        outcome.check(failure);
    }

    /** The answer of the call that this request made. */
    public static WorkerAnswer ok(WorkerRequest request, String text, Usage usage, String served) {
        return answer(request, LlmResponse.Outcome.OK, text, null, usage, true, served);
    }

    /** The end of this request without a usable answer. */
    public static WorkerAnswer ended(
            WorkerRequest request, LlmResponse.Outcome outcome, Failure failure, Usage usage) {
        boolean billed = outcome != LlmResponse.Outcome.EXPIRED;
        return answer(request, outcome, "", failure, usage, billed, "");
    }

    /** The worker makes no calls for a run that has spent its own budget. */
    public static WorkerAnswer over(WorkerRequest request, String reason) {
        return answer(
                request,
                LlmResponse.Outcome.BUDGET,
                "",
                new Failure.Budget(reason),
                Usage.NONE,
                false,
                "");
    }

    /** The worker makes no calls for a cancelled run. */
    public static WorkerAnswer cancelled(WorkerRequest request) {
        return answer(
                request,
                LlmResponse.Outcome.CANCELLED,
                "",
                new Failure.Infrastructure("its run was cancelled"),
                Usage.NONE,
                false,
                "");
    }

    /**
     * This recorded answer for another request of the same call: with that request's context, and
     * not billed.
     */
    public WorkerAnswer copyFor(WorkerRequest request) {
        return answer(request, outcome, text, failure, usage, false, servedModel);
    }

    @Override
    public String key() {
        return replyKey;
    }

    private static WorkerAnswer answer(
            WorkerRequest request,
            LlmResponse.Outcome outcome,
            String text,
            @Nullable Failure failure,
            Usage usage,
            boolean billed,
            String served) {
        return new WorkerAnswer(
                request.call(),
                request.ask(),
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
}
