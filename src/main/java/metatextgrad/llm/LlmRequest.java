package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.ModelSpec;

/**
 * A request to a model.
 *
 * @param replyKey key of the answer on the requester's topic
 * @param place position within the step, such as slot and node; part of the request id
 * @param attempt number of requests before this one that had an unusable answer, from 0; above 0
 *     the call is salted
 * @param salt empty where a recorded answer may be reused
 */
public record LlmRequest(
        ProjectId project,
        RunId run,
        Requester requester,
        String replyKey,
        int step,
        String place,
        int attempt,
        int epoch,
        ModelRole role,
        ModelSpec model,
        List<Message> messages,
        int sample,
        String salt,
        RequestContext context)
        implements Event {
    public LlmRequest {
        requireNonNull(project, "project is null");
        requireNonNull(run, "run is null");
        requireNonNull(requester, "asker is null");
        requireNonNull(replyKey, "replyKey is null");
        requireNonNull(place, "place is null");
        requireNonNull(role, "role is null");
        requireNonNull(model, "model is null");
        messages = List.copyOf(messages);
        requireNonNull(salt, "salt is null");
        requireNonNull(context, "context is null");
    }

    public CallKey callKey() {
        return CallKey.of(project, model, messages, sample, salt);
    }

    public RequestId requestId() {
        return RequestId.of(callKey(), requester, replyKey, step, place, epoch);
    }

    /**
     * The {@code seed} parameter of the request. Sample and salt reach the model through it, so
     * that a retry of the same text is another draw. 31 bits, never negative.
     */
    public int seed() {
        return (int) (ContentHash.number("model-seed", sample, salt) >>> 33);
    }

    @Override
    public String key() {
        return callKey().value();
    }
}
