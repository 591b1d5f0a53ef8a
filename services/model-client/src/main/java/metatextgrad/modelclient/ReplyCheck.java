package metatextgrad.modelclient;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.llm.Reply;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.wire.WellFormed;

/**
 * Replaces texts and counts of replies that cannot be written or counted, and hides the secrets of
 * this process in all texts. Every reply passes here before anything is done with it.
 */
public final class ReplyCheck {
    /** Longer answers do not fit into later requests and events (RELIABILITY §6.5). */
    public static final int MAX_TEXT_BYTES = 64 << 10;

    /** Far more than any call uses. */
    private static final long MAX_TOKENS = 100_000_000;

    /** Servers add the tokens of a chat template, and some gateways their own instructions. */
    private static final long MARGIN = 10_000;

    /**
     * Several servers count reasoning beyond max-tokens. It is seldom longer than 100,000 tokens.
     */
    private static final long MAX_REASONING = 100_000;

    private ReplyCheck() {}

    public static Reply checked(Reply reply) {
        return switch (reply) {
            case Reply.Answered received -> {
                Reply.Answered answered =
                        new Reply.Answered(
                                ServerText.hidden(received.text()),
                                counted(received.usage()),
                                clean(received.servedModel()),
                                withoutSecrets(received.tokens()));
                String text = answered.text();
                Failure.Content problem = null;
                if (text.isBlank()) problem = new Failure.Content(Kind.EMPTY, "empty");
                if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES)
                    problem = new Failure.Content("too large");
                if (WellFormed.firstUnpairedSurrogate(text) >= 0)
                    problem = new Failure.Content("unpaired surrogate");
                yield problem == null ? answered : new Reply.Unusable(problem, answered.usage());
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

    /** Drops the tokens if together they have a secret: it may be in several of them. */
    private static List<TokenChoice> withoutSecrets(List<TokenChoice> tokens) {
        String text = tokens.stream().map(TokenChoice::text).collect(Collectors.joining());
        return ServerText.hidden(text).equals(text) ? tokens : List.of();
    }

    /** Drops invalid counts. Then the reserved tokens count. */
    private static Usage counted(Usage usage) {
        return isCounted(usage) ? usage : Usage.NONE;
    }

    /** Returns whether these may be the tokens of any call. */
    static boolean isCounted(Usage usage) {
        return isCount(usage.inputTokens())
                && isCount(usage.outputTokens())
                && usage.inputTokens() + usage.outputTokens() > 0;
    }

    /**
     * Returns whether these may be the tokens of this call. A wrong count must not spend a budget.
     *
     * @param prompt its {@link EstimatedTokens}. No tokenizer makes more tokens than bytes, which
     *     are four times as many.
     */
    static boolean isPlausible(Usage usage, long prompt, long maxTokens) {
        return usage.inputTokens() <= 4 * prompt + MARGIN
                && usage.outputTokens() <= 10 * maxTokens + MAX_REASONING;
    }

    private static boolean isCount(long tokens) {
        return tokens >= 0 && tokens <= MAX_TOKENS;
    }

    private static Failure.OfCall clean(Failure.OfCall failure) {
        return failure.withMessage(clean(failure.message()));
    }

    /** Also replaces an unpaired surrogate, which UTF-8 cannot encode, by a question mark. */
    private static String clean(String text) {
        byte[] encoded = ServerText.hidden(text).getBytes(StandardCharsets.UTF_8);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
