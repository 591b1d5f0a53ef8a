package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.StepRef;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.redact.Redactor;

/**
 * Who sends a request, and from which place in the method. It builds requests, so that all
 * requesters use salts alike. The salt is empty where reuse is allowed: temperature 0, first
 * attempt, first sample. Otherwise it names run, trial, step, place and attempt (RELIABILITY §2.1).
 * A fork has the salts of its origin, so it repeats the recorded calls. This class also redacts
 * texts for the roles that must not see them in full (ADR 17), so no requester can forget it.
 *
 * @param replyKey key of the answer on the requester's topic
 * @param place position within the step, such as slot and node
 * @param attempt number of requests before this one that had an unusable answer, from 0
 */
public record LlmRequestFactory(
        Requester requester, StepRef stepRef, String replyKey, String place, int attempt) {
    /** Most requests that follow an unusable answer (RELIABILITY §3.2). */
    public static final int MORE_ATTEMPTS = 2;

    /** A request that may be answered from a recorded call. */
    public LlmRequest reusable(
            ModelRole role, LoopSettings settings, List<Message> messages, RequestContext context) {
        boolean reuse =
                attempt == 0 && stepRef.sample() == 0 && settings.model(role).deterministic();
        return request(
                role,
                settings.model(role),
                shown(role, settings, messages),
                reuse ? "" : salt(),
                context);
    }

    /** A request that is called anew for each sample: two proposals are two calls. */
    public LlmRequest salted(
            ModelRole role, LoopSettings settings, ModelSpec model, List<Message> messages) {
        return request(role, model, shown(role, settings, messages), salt(), new NoContext());
    }

    private static List<Message> shown(
            ModelRole role, LoopSettings settings, List<Message> messages) {
        if (!settings.hides(role)) return messages;
        return messages.stream()
                .map(one -> new Message(one.role(), Redactor.redact(one.content())))
                .toList();
    }

    private String salt() {
        return ContentHash.of(
                "salt",
                stepRef.run().origin(),
                stepRef.trial().origin(),
                stepRef.step(),
                place,
                attempt);
    }

    /**
     * A request with this salt. Sample and salt reach the model through the seed, so that a retry
     * of the same text is another draw.
     */
    public LlmRequest request(
            ModelRole role,
            ModelSpec model,
            List<Message> messages,
            String salt,
            RequestContext context) {
        int sample = stepRef.sample();
        CallKey call = CallKey.of(stepRef.project(), model, messages, sample, salt);
        return new LlmRequest(
                call,
                RequestId.of(call, requester, replyKey, stepRef.step(), place),
                stepRef.project(),
                stepRef.run(),
                requester,
                replyKey,
                stepRef.step(),
                place,
                attempt,
                role,
                model,
                messages,
                ReplyFormat.TEXT,
                sample,
                salt,
                (int) (ContentHash.number("model-seed", sample, salt) >>> 33),
                context);
    }
}
