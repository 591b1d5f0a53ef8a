package metatextgrad.llm;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Id;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Names a model call: the hash of project, model and parameters, messages, sample and salt.
 * Requests with equal content share one call, from any requester (RELIABILITY §2.1).
 */
public record CallKey(String value) implements Id {
    public static CallKey of(
            ProjectId project, ModelSpec model, List<Message> messages, int sample, String salt) {
        List<Object> content = content(model);
        List<List<String>> texts =
                messages.stream().map(m -> List.of(m.role().name(), m.content())).toList();
        return new CallKey(ContentHash.of("call", project, content, texts, sample, salt));
    }

    /** A parameter that is not sent adds nothing, so that it changes no call of other models. */
    private static List<Object> content(ModelSpec model) {
        List<Object> content = new ArrayList<>();
        content.add(model.name());
        content.add(model.temperature() == null ? "none" : model.temperature());
        content.add(model.maxTokens());
        add("top-p", model.topP(), content);
        add("reasoning-effort", model.reasoningEffort(), content);
        add("extra", model.extra(), content);
        add("base-url", model.baseUrl(), content);
        return content;
    }

    private static void add(String name, @Nullable Object value, List<Object> content) {
        if (value != null) content.add(List.of(name, value));
    }
}
