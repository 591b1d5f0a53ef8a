package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptState;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mtg projects apply} did.
 *
 * @param changed false if the project was defined like this before
 * @param adaptsAsBefore whether the project adapts by an earlier definition until it is started
 *     again
 */
record AppliedProjectView(String project, long serial, boolean changed, boolean adaptsAsBefore)
        implements View {
    /**
     * @param state how the project adapts; null if it does not
     */
    static AppliedProjectView of(
            ProjectDefined defined, boolean changed, @Nullable AdaptState state) {
        return new AppliedProjectView(
                defined.project().id().value(),
                defined.serial().number(),
                changed,
                state != null && state.on() && !state.project().equals(defined.project()));
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "project %s is %s, serial %d"
                        .formatted(project, changed ? "defined" : "unchanged", serial));
        if (adaptsAsBefore)
            lines.add(
                    "it still adapts to its traffic by an earlier definition: mtg adapt start %s applies this one"
                            .formatted(project));
        return lines;
    }

    @Override
    public List<String> next() {
        return List.of(
                adaptsAsBefore
                        ? "mtg adapt start " + project
                        : "mtg tasks import --project " + project + " -f FILE");
    }
}
