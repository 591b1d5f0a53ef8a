package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.model.project.Project;

/** Reads projects as {@link Json#write} writes them: project files without omissions. */
public final class ProjectJson {
    private ProjectJson() {}

    /**
     * Returns the project of this JSON.
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
