package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Trail;

/**
 * Builds requests, so that every asker salts alike: the salt is empty where reuse is allowed
 * (temperature 0, first attempt), else it names run, trial, step, place and attempt (RELIABILITY
 * §2.1). Proposals always have one, so two proposals are two calls.
 */
public final class Asking {
    /** Asks after an unusable answer (RELIABILITY §3.2). */
    public static final int MORE_ATTEMPTS = 2;

    private Asking() {}

    /** A request whose recorded answer may serve again. */
    public static LlmRequest reusable(
            Asker asker,
            Trail trail,
            String replyKey,
            String place,
            int attempt,
            ModelRole role,
            LoopSettings settings,
            List<Message> messages,
            AskContext context) {
        boolean reuse =
                attempt == 0 && trail.sample() == 0 && settings.model(role).temperature() == 0;
        String salt = reuse ? "" : salt(trail, place, attempt);
        return request(
                asker, trail, replyKey, place, attempt, role, settings, messages, salt, context);
    }

    /** A request that is bought each time it is new: a proposal. */
    public static LlmRequest salted(
            Asker asker,
            Trail trail,
            String replyKey,
            String place,
            int attempt,
            ModelRole role,
            LoopSettings settings,
            List<Message> messages) {
        return request(
                asker,
                trail,
                replyKey,
                place,
                attempt,
                role,
                settings,
                messages,
                salt(trail, place, attempt),
                new NoContext());
    }

    private static String salt(Trail trail, String place, int attempt) {
        return ContentHash.of("salt", trail.run(), trail.trial(), trail.step(), place, attempt);
    }

    private static LlmRequest request(
            Asker asker,
            Trail trail,
            String replyKey,
            String place,
            int attempt,
            ModelRole role,
            LoopSettings settings,
            List<Message> messages,
            String salt,
            AskContext context) {
        return new LlmRequest(
                trail.project(),
                trail.run(),
                asker,
                replyKey,
                trail.step(),
                place,
                attempt,
                0,
                role,
                settings.model(role),
                messages,
                trail.sample(),
                salt,
                context);
    }
}
