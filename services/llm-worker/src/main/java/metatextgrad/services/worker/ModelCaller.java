package metatextgrad.services.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Failure;
import metatextgrad.wire.WellFormed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes each attempt in a virtual thread, and trusts no model to keep to its contract. */
final class ModelCaller {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCaller.class);

    /** Longer answers do not fit what carries them on (RELIABILITY §6.5). */
    static final int MOST_TEXT_BYTES = 64 << 10;

    /** Far beyond any call. */
    private static final long MOST_TOKENS = 100_000_000;

    private final LanguageModel model;

    ModelCaller(LanguageModel model) {
        this.model = model;
    }

    void call(Flight flight, Desk desk) {
        Thread.ofVirtual()
                .name("mtg-call")
                .start(
                        () -> {
                            long start = System.nanoTime();
                            Rated reply = ask(flight.buyer().request());
                            desk.replied(
                                    flight, reply, Duration.ofNanos(System.nanoTime() - start));
                        });
    }

    private Rated ask(WorkerRequest request) {
        try {
            Rated rated = rated(request);
            return new Rated(checked(rated.reply()), rated.headers());
        } catch (Exception unexpected) {
            LOG.atError()
                    .addKeyValue("call", request.call().value())
                    .setCause(unexpected)
                    .log("a model threw");
            return Rated.of(new Reply.TryAgain("the model's client failed", null, true));
        }
    }

    private Rated rated(WorkerRequest request) {
        return model instanceof RatedModel telling
                ? telling.rated(request.model(), request.messages(), request.seed())
                : Rated.of(model.ask(request.model(), request.messages(), request.seed()));
    }

    /** What can be written, carried on and counted. */
    static Reply checked(Reply reply) {
        return switch (reply) {
            case Reply.Answered said -> {
                Reply.Answered answered =
                        new Reply.Answered(said.text(), counted(said.usage()), said.servedModel());
                String text = answered.text();
                String problem = null;
                if (text.isBlank()) problem = "empty";
                if (text.getBytes(StandardCharsets.UTF_8).length > MOST_TEXT_BYTES)
                    problem = "too large";
                if (WellFormed.firstHalfPair(text) >= 0) problem = "half of a surrogate pair";
                yield problem == null
                        ? answered
                        : new Reply.Unusable(new Failure.Content(problem), answered.usage());
            }
            case Reply.Unusable unusable ->
                    new Reply.Unusable(clean(unusable.failure()), counted(unusable.usage()));
            case Reply.TryAgain again ->
                    new Reply.TryAgain(clean(again.reason()), again.after(), again.reach());
            case Reply.RateLimited full ->
                    new Reply.RateLimited(clean(full.reason()), full.after());
            case Reply.TimedOut late -> new Reply.TimedOut(clean(late.reason()));
            case Reply.Refused refused -> new Reply.Refused(clean(refused.failure()));
            case Reply.Unavailable down -> new Reply.Unavailable(clean(down.reason()));
            case Reply.NoSuchModel down -> new Reply.NoSuchModel(clean(down.reason()));
        };
    }

    /** Nonsense is as good as nothing: then what was reserved counts. */
    private static Usage counted(Usage told) {
        boolean sense = isCount(told.inputTokens()) && isCount(told.outputTokens());
        return sense ? told : Usage.NONE;
    }

    private static boolean isCount(long tokens) {
        return tokens >= 0 && tokens <= MOST_TOKENS;
    }

    private static Failure.OfCall clean(Failure.OfCall failure) {
        return failure.withMessage(clean(failure.message()));
    }

    /** UTF-8 has no halves of pairs: they become question marks. */
    private static String clean(String reason) {
        return new String(reason.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
