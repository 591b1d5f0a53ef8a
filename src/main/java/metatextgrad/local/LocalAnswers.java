package metatextgrad.local;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RepeatedRefusals;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;

/**
 * Answers requests in memory. As in the worker, each call is made once and only OK answers are
 * reused; a fork also repeats unusable ones. Transient failures are retried at once, a few times.
 * Not thread-safe.
 */
public final class LocalAnswers {
    private static final int TRIES = 3;

    private final LanguageModel model;
    private final Map<String, LlmResponse> recordedCalls = new TreeMap<>();
    private final RepeatedRefusals refusals = new RepeatedRefusals();
    private long billed;
    private long cacheHits;

    public LocalAnswers(LanguageModel model) {
        this.model = model;
    }

    public LlmResponse answer(LlmRequest request) {
        String call = request.callKey().value();
        LlmResponse recorded = recordedCalls.get(call);
        if (recorded != null && (recorded.outcome() == Outcome.OK || request.run().isFork())) {
            cacheHits++;
            return recorded.copyFor(request);
        }
        Failure dead = refusals.of(request);
        if (dead != null) return failed(request, Outcome.FAILED, dead, Billing.NONE);
        Reply reply = call(request);
        dead = refusals.add(request, reply);
        return dead == null
                ? response(request, reply)
                : failed(request, Outcome.FAILED, dead, Billing.REFUSED);
    }

    private LlmResponse response(LlmRequest request, Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> {
                LlmResponse response = LlmResponse.ok(request, answered);
                recordedCalls.put(request.callKey().value(), response);
                yield response;
            }
            case Reply.Unusable unusable -> {
                LlmResponse response =
                        LlmResponse.ended(
                                request,
                                Outcome.INVALID,
                                unusable.failure(),
                                unusable.usage(),
                                Billing.BILLED);
                recordedCalls.put(request.callKey().value(), response);
                yield response;
            }
            case Reply.Refused refused ->
                    failed(request, Outcome.FAILED, refused.failure(), Billing.REFUSED);
            case Reply.TimedOut late -> failed(request, Outcome.TIMEOUT, late, Billing.IN_DOUBT);
            case Reply.TryAgain again ->
                    failed(
                            request,
                            Outcome.FAILED,
                            again,
                            again.reached() ? Billing.IN_DOUBT : Billing.REFUSED);
            case Reply.RateLimited limited ->
                    failed(request, Outcome.FAILED, limited, Billing.REFUSED);
            case Reply.Blocked blocked -> throw new IllegalStateException(blocked.reason());
        };
    }

    /** Number of model calls made. */
    public long billed() {
        return billed;
    }

    /** Number of requests answered from an earlier call. */
    public long cacheHits() {
        return cacheHits;
    }

    private Reply call(LlmRequest request) {
        Reply reply = new Reply.TryAgain("not sent", null, false);
        for (int attempt = 0; attempt < TRIES && isTransient(reply); attempt++)
            reply =
                    model.ask(
                            request.model(), request.messages(), request.seed(), request.format());
        billed++;
        return reply;
    }

    private static boolean isTransient(Reply reply) {
        return reply instanceof Reply.TryAgain || reply instanceof Reply.RateLimited;
    }

    private static LlmResponse failed(
            LlmRequest request, Outcome outcome, Reply.NoAnswer reply, Billing billing) {
        return failed(request, outcome, new Failure.Infrastructure(reply.reason()), billing);
    }

    private static LlmResponse failed(
            LlmRequest request, Outcome outcome, Failure failure, Billing billing) {
        return LlmResponse.ended(request, outcome, failure, Usage.NONE, billing);
    }
}
