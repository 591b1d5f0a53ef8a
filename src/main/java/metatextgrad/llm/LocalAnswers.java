package metatextgrad.llm;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LlmResponse.Outcome;

/**
 * Answers asks in memory: each call is bought once, as by the worker, and only OK answers are
 * reused. Failures that may pass are tried again at once, a few times. Not thread-safe.
 */
public final class LocalAnswers {
    private static final int TRIES = 3;

    private final LanguageModel model;
    private final Map<String, Reply.Answered> bought = new TreeMap<>();
    private long paid;
    private long saved;

    public LocalAnswers(LanguageModel model) {
        this.model = model;
    }

    public LlmResponse answer(LlmRequest request) {
        String call = request.callId().value();
        Reply.Answered recorded = bought.get(call);
        if (recorded != null) {
            saved++;
            return response(request, Outcome.OK, recorded.text(), "", recorded.usage(), false);
        }
        return switch (ask(request)) {
            case Reply.Answered answered -> {
                bought.put(call, answered);
                yield response(request, Outcome.OK, answered.text(), "", answered.usage(), true);
            }
            case Reply.Unusable unusable ->
                    response(
                            request,
                            Outcome.INVALID,
                            "",
                            unusable.reason(),
                            unusable.usage(),
                            true);
            case Reply.Refused refused ->
                    response(request, Outcome.FAILED, "", refused.reason(), Usage.NONE, true);
            case Reply.TimedOut late ->
                    response(request, Outcome.TIMEOUT, "", late.reason(), Usage.NONE, true);
            case Reply.TryAgain again ->
                    response(request, Outcome.FAILED, "", again.reason(), Usage.NONE, true);
            case Reply.RateLimited full ->
                    response(request, Outcome.FAILED, "", full.reason(), Usage.NONE, true);
            case Reply.Unavailable gone -> throw new IllegalStateException(gone.reason());
            case Reply.NoSuchModel unknown -> throw new IllegalStateException(unknown.reason());
        };
    }

    /** Calls bought. */
    public long paid() {
        return paid;
    }

    /** Asks answered from a call bought before. */
    public long saved() {
        return saved;
    }

    private Reply ask(LlmRequest request) {
        Reply reply = new Reply.TryAgain("not asked", null, false);
        for (int attempt = 0; attempt < TRIES && mayPass(reply); attempt++) {
            reply = model.ask(request.model(), request.messages(), request.seed());
        }
        paid++;
        return reply;
    }

    private static boolean mayPass(Reply reply) {
        return reply instanceof Reply.TryAgain || reply instanceof Reply.RateLimited;
    }

    private static LlmResponse response(
            LlmRequest request,
            Outcome outcome,
            String text,
            String reason,
            Usage usage,
            boolean paid) {
        return new LlmResponse(
                request.askId(),
                request.asker(),
                request.replyKey(),
                request.step(),
                request.place(),
                request.attempt(),
                outcome,
                text,
                reason,
                usage,
                paid,
                request.context());
    }
}
