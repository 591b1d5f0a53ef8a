package metatextgrad.local;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;

/**
 * Answers requests in memory. As in the worker, each call is made once and only OK answers are
 * reused. Transient failures are retried at once, a few times. Not thread-safe.
 */
public final class LocalAnswers {
    private static final int TRIES = 3;

    private final LanguageModel model;
    private final Map<String, LlmResponse> bought = new TreeMap<>();
    private long billed;
    private long saved;

    public LocalAnswers(LanguageModel model) {
        this.model = model;
    }

    public LlmResponse answer(LlmRequest request) {
        String call = request.callKey().value();
        LlmResponse recorded = bought.get(call);
        if (recorded != null) {
            saved++;
            return recorded.copyFor(request);
        }
        return switch (ask(request)) {
            case Reply.Answered answered -> {
                LlmResponse response =
                        LlmResponse.ok(
                                request, answered.text(), answered.usage(), answered.servedModel());
                bought.put(call, response);
                yield response;
            }
            case Reply.Unusable unusable ->
                    LlmResponse.ended(
                            request, Outcome.INVALID, unusable.failure(), unusable.usage());
            case Reply.Refused refused -> failed(request, Outcome.FAILED, refused.failure());
            case Reply.TimedOut late ->
                    failed(request, Outcome.TIMEOUT, new Failure.Infrastructure(late.reason()));
            case Reply.TryAgain again ->
                    failed(request, Outcome.FAILED, new Failure.Infrastructure(again.reason()));
            case Reply.RateLimited full ->
                    failed(request, Outcome.FAILED, new Failure.Infrastructure(full.reason()));
            case Reply.Blocked blocked -> throw new IllegalStateException(blocked.reason());
        };
    }

    /** Number of model calls made. */
    public long billed() {
        return billed;
    }

    /** Number of requests answered from an earlier call. */
    public long saved() {
        return saved;
    }

    private Reply ask(LlmRequest request) {
        Reply reply = new Reply.TryAgain("not asked", null, false);
        for (int attempt = 0; attempt < TRIES && mayPass(reply); attempt++) {
            reply = model.ask(request.model(), request.messages(), request.seed());
        }
        billed++;
        return reply;
    }

    private static boolean mayPass(Reply reply) {
        return reply instanceof Reply.TryAgain || reply instanceof Reply.RateLimited;
    }

    private static LlmResponse failed(LlmRequest request, Outcome outcome, Failure failure) {
        return LlmResponse.ended(request, outcome, failure, Usage.NONE);
    }
}
