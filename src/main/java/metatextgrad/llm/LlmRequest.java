package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ContentHash;
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
        int epoch,
        ModelRole role,
        ModelSpec model,
        List<Message> messages,
        int sample,
        String salt,
        int seed,
        RequestContext context)
        implements Event {
    public LlmRequest {
        messages = List.copyOf(messages);
    }

    /**
     * A new request. Sample and salt reach the model through the seed, so that a retry of the same
     * text is another draw.
     */
    public static LlmRequest of(
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
            RequestContext context) {
        CallKey call = CallKey.of(project, model, messages, sample, salt);
        return new LlmRequest(
                call,
                RequestId.of(call, requester, replyKey, step, place, epoch),
                project,
                run,
                requester,
                replyKey,
                step,
                place,
                attempt,
                epoch,
                role,
                model,
                messages,
                sample,
                salt,
                (int) (ContentHash.number("model-seed", sample, salt) >>> 33),
                context);
    }

    @Override
    public String key() {
        return callKey.value();
    }
}
