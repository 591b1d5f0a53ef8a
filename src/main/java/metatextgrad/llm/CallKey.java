package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Id;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;

/**
 * Names a model call: the hash of project, model and parameters, messages, sample and salt.
 * Requests with equal content share one call, from any requester (RELIABILITY §2.1).
 */
public record CallKey(String value) implements Id {
    public static CallKey of(
            ProjectId project, ModelSpec model, List<Message> messages, int sample, String salt) {
        List<Object> content = List.of(model.name(), model.temperature(), model.maxTokens());
        List<List<String>> texts =
                messages.stream().map(m -> List.of(m.role().name(), m.content())).toList();
        return new CallKey(ContentHash.of("call", project, content, texts, sample, salt));
    }
}
