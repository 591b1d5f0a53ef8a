package metatextgrad.cli.projects;

import java.util.List;
import metatextgrad.cli.text.View;

/**
 * What {@code mtg projects apply} did.
 *
 * @param changed false if the project was defined like this before
 */
record AppliedProjectView(String project, long serial, boolean changed) implements View {
    @Override
    public List<String> text() {
        return List.of(
                "project %s is %s, serial %d"
                        .formatted(project, changed ? "defined" : "unchanged", serial));
    }

    @Override
    public List<String> next() {
        return List.of("mtg tasks import --project " + project + " -f FILE");
    }
}
