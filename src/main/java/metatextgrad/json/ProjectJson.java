package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.model.project.Project;

/** Projects as canonical JSON, in the form of a project file that leaves nothing out. */
public final class ProjectJson {
    private ProjectJson() {}

    public static String write(Project project) {
        return Json.write(project);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Project read(String json) {
        return read(Json.tree(json));
    }

    static Project read(JsonNode tree) {
        Fields.requireKnown(tree, ProjectFile.KEYS);
        return Json.read(tree, Project.class);
    }
}
