package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.ModelSpec;

/**
 * An {@link LlmRequest} as the worker reads it: ids and seed as the requester made them, and the
 * context as bytes.
 */
public record WorkerRequest(
        CallKey call,
        RequestId ask,
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
        RawContext context)
        implements Event {
    public WorkerRequest {
        requireNonNull(call, "call is null");
        requireNonNull(ask, "ask is null");
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

    @Override
    public String key() {
        return call.value();
    }
}
