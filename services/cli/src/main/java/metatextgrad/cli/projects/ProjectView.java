package metatextgrad.cli.projects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.View;
import metatextgrad.json.ProjectFile;
import metatextgrad.model.event.ProjectDefined;

/**
 * One project with all its settings, defaults included. Pure.
 *
 * @param definition as in a project file
 */
record ProjectView(String project, long serial, JsonNode definition) implements View {
    static ProjectView of(ProjectDefined defined) {
        return new ProjectView(
                defined.project().id().value(),
                defined.serial().number(),
                ProjectFile.of(defined.project()));
    }

    /** Returns a project file: JSON is YAML. */
    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("# project %s, serial %d".formatted(project, serial));
        lines.addAll(definition.toPrettyString().lines().toList());
        return lines;
    }
}
