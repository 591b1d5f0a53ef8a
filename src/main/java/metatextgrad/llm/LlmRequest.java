package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.ModelSpec;

/**
 * A request to a model. Its ids and seed stay as the requester made them: the worker does not
 * compute them again.
 *
 * @param replyKey key of the answer on the requester's topic
 * @param place position within the step, such as slot and node; part of the request id
 * @param attempt number of requests before this one that had an unusable answer, from 0; above 0
 *     the call is salted
 * @param format the form that the reply should have
 * @param salt empty where a recorded answer may be reused
 * @param seed the {@code seed} parameter of the request; 31 bits, never negative
 * @param context raw in the worker, decoded elsewhere
 */
public record LlmRequest(
        CallKey callKey,
        RequestId requestId,
        ProjectId project,
        RunId run,
        Requester requester,
        String replyKey,
        int step,
        String place,
        int attempt,
        ModelRole role,
        ModelSpec model,
        List<Message> messages,
        ReplyFormat format,
        int sample,
        String salt,
        int seed,
        RequestContext context)
        implements Event {
    public LlmRequest {
        messages = List.copyOf(messages);
    }

    public LlmRequest withFormat(ReplyFormat other) {
        return new LlmRequest(
                callKey, requestId, project, run, requester, replyKey, step, place, attempt, role,
                model, messages, other, sample, salt, seed, context);
    }

    @Override
    public String key() {
        return callKey.value();
    }
}
