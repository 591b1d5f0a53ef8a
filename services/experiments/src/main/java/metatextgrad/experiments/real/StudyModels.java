package metatextgrad.experiments.real;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Text;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;

/**
 * The models of the study.
 *
 * @param task the model that answers tasks
 * @param others the model of all other roles
 */
public record StudyModels(String task, String others) {
    /** The models of {@code examples/real-models/serve}. */
    public static final StudyModels SERVED = new StudyModels("small", "large");

    /** A model on two processors may take minutes for a reply. */
    static final int TIMEOUT_SECONDS = 600;

    /** Returns the models of a row. */
    StudyModels of(RowKind row) {
        return row.isOnLarge() ? new StudyModels(others, others) : this;
    }

    /** Returns the project with these models, and their parameters as the project has them. */
    public Project in(Project project) {
        LoopSettings loop = project.loop();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            ModelSpec model = loop.model(role);
            models.put(
                    role,
                    new ModelSpec(
                                    name(role),
                                    0,
                                    model.maxTokens(),
                                    Math.max(model.timeoutSeconds(), TIMEOUT_SECONDS))
                            .withTemperature(model.temperature()));
        }
        return project.withLoop(loop.withModels(models).withSkipCorrect(true));
    }

    private String name(ModelRole role) {
        return role == ModelRole.PROGRAM ? task : others;
    }

    /** Returns the name of the model of each role. */
    Map<String, String> byRole() {
        Map<String, String> names = new TreeMap<>();
        for (ModelRole role : ModelRole.values()) names.put(Text.lower(role), name(role));
        return names;
    }
}
