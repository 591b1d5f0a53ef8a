package metatextgrad.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.model.AcceptanceRule;
import metatextgrad.model.Aspect;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reading;
import metatextgrad.model.Reduce;
import metatextgrad.model.SplitShares;
import metatextgrad.model.Tags;
import metatextgrad.model.Variable;
import metatextgrad.prompt.PromptTemplate;

/** Short form only. */
public final class ProjectFile {
    private ProjectFile() {}

    public static Project read(String yaml) {
        try {
            JsonNode node = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
            for (ModelRole role : ModelRole.values()) {
                String name =
                        node.path("models")
                                .path(role.name().toLowerCase(Locale.ROOT))
                                .path("name")
                                .asText();
                boolean proposes = role == ModelRole.OPTIMIZER || role == ModelRole.META;
                models.put(role, new ModelSpec(name, proposes ? 1 : 0, 2000, 60));
            }
            LoopSettings loop =
                    new LoopSettings(
                            node.path("evaluator").asText(),
                            Reading.STRICT,
                            node.path("question-type").asText(),
                            models,
                            3,
                            AcceptanceRule.PAPER,
                            false,
                            .95,
                            .8,
                            96 * 1024);
            Phase phase =
                    new Phase(
                            "tgd",
                            Aspect.PROMPT,
                            6,
                            PromptTemplate.text("tgd-description"),
                            List.of(),
                            List.of(),
                            0,
                            0,
                            Tags.DEFAULT,
                            Reduce.CONCATENATE);
            Variable prompt =
                    new Variable(
                            node.path("program").path("prompt").asText(),
                            node.path("program").path("role").asText(),
                            true);
            Program seed =
                    new Program(
                            List.of(
                                    new Node.LlmCall(
                                            "answer", prompt, List.of(Node.TASK), null, false)),
                            "answer");
            return new Project(
                    new ProjectId(node.path("id").asText()),
                    seed,
                    loop,
                    List.of(new OptimizerSpec("tgd", List.of(phase))),
                    2,
                    SplitShares.DEFAULT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
