package metatextgrad.cli.projects;

import java.util.List;
import metatextgrad.cli.text.View;

/**
 * A command to tasks of traffic that was sent.
 *
 * @param done what was sent, in one line
 */
record TaskChangeView(String project, String done) implements View {
    @Override
    public List<String> text() {
        return List.of(done);
    }

    @Override
    public List<String> next() {
        return List.of("mtg adapt status " + project);
    }
}
