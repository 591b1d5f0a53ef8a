package metatextgrad.cli.projects;

import java.util.List;
import metatextgrad.cli.text.View;

/** A project file without a problem. */
record ValidProjectView(String project, String file) implements View {
    @Override
    public List<String> text() {
        return List.of("%s is valid: it defines project %s".formatted(file, project));
    }
}
