package metatextgrad.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/** One plain JSON task. */
public final class TaskJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskJson() {}

    public static Task read(String json, @Nullable String fallback) {
        try {
            JsonNode node = JSON.readTree(json);
            ProjectId project = new ProjectId(node.path("project").asText(String.valueOf(fallback)));
            String input = node.path("input").asText();
            String target = node.path("target").asText(null);
            String id = node.path("id").asText(null);
            String split = node.path("split").asText(null);
            return new Task(
                    project, id == null ? Task.idOf(project, input, target) : new TaskId(id), input, target,
                    node.path("set").asText(null),
                    split == null ? null : Split.valueOf(split.toUpperCase(Locale.ROOT)), node.path("group").asText(null));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
