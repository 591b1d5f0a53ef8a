package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.intake.Traffic;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AppliedProjectViewTest {
    private static final Project PROJECT = Traffic.project();

    @Test
    void shouldStateThatAProjectAdaptsByAnEarlierDefinition() {
        AppliedProjectView view = applied(state(Traffic.project(7), true));

        assertThat(view.text())
                .containsExactly(
                        "project words|1 is defined, serial 2",
                        "it still adapts to its traffic by an earlier definition: mtg adapt start words|1 applies this one");
        assertThat(view.next()).containsExactly("mtg adapt start words|1");
    }

    @Test
    void shouldNameTheImportOtherwise() {
        for (AppliedProjectView view :
                new AppliedProjectView[] {
                    applied(null),
                    applied(state(PROJECT, true)),
                    applied(state(Traffic.project(7), false))
                }) {
            assertThat(view.text()).containsExactly("project words|1 is defined, serial 2");
            assertThat(view.next()).containsExactly("mtg tasks import --project words|1 -f FILE");
        }
    }

    private static AppliedProjectView applied(@Nullable AdaptState state) {
        return AppliedProjectView.of(new ProjectDefined(PROJECT, new Serial(2)), true, state);
    }

    private static AdaptState state(Project project, boolean on) {
        return new AdaptState(project, on, 1, null, project.seed(), "", null, new Serial(1));
    }
}
