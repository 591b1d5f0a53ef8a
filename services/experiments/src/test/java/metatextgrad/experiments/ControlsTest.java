package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Requester;
import metatextgrad.local.LocalRun;
import metatextgrad.model.ContentHash;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A control changes its own part of a run and nothing else. */
final class ControlsTest {
    private static final String ELSEWHERE = "You are part of a system that improves prompts for ";
    private static final int STRUCTURES = 2;

    @Test
    void shouldTryDescriptionsOfAnotherTaskOfAboutTheSameLength() {
        List<Event> whole = run(null);
        List<Event> placebo = run(PlaceboControl.NAME);

        List<String> learned = descriptions(whole);
        List<String> given = descriptions(placebo);
        assertThat(learned).hasSize(2).noneMatch(text -> text.startsWith(ELSEWHERE));
        assertThat(given).hasSize(2).allMatch(text -> text.startsWith(ELSEWHERE));
        for (int i = 0; i < learned.size(); i++) {
            assertThat((double) given.get(i).length())
                    .isBetween(.7 * learned.get(i).length(), 1.4 * learned.get(i).length());
        }
        assertThat(metaAsks(placebo).getFirst().messages())
                .isEqualTo(metaAsks(whole).getFirst().messages());
    }

    /** The meta model is asked as usual; only what is tried differs. */
    @Test
    void shouldTryTheBaseDescriptionAgain() {
        List<Event> whole = run(null);
        List<Event> base = run("base-description");

        assertThat(descriptions(base))
                .hasSize(2)
                .containsExactlyElementsOf(
                        LoopScenario.project().optimizers().stream()
                                .map(one -> one.phases().getLast().taskDescription())
                                .toList());
        assertThat(metaAsks(base).getFirst().messages())
                .isEqualTo(metaAsks(whole).getFirst().messages());
        assertThat(structures(base))
                .allSatisfy(one -> assertThat(LoopScenario.project().optimizers()).contains(one));
    }

    /** Fixed, so that results of experiments stay comparable. */
    @Test
    void shouldAlwaysDrawTheSameTextsAndStructures() {
        assertThat(ContentHash.of(descriptions(run(PlaceboControl.NAME))))
                .isEqualTo("23acadilvmqnncgpemhp6cvxxb");
        List<String> drawn =
                structures(run(RandomStructureControl.NAME)).stream()
                        .map(OptimizerSpec::contentId)
                        .toList();
        assertThat(ContentHash.of(drawn)).isEqualTo("rzedhui2qox3fsywt76rluw6au");
    }

    @Test
    void shouldDrawAsManyStructuresWithoutARequest() {
        List<Event> whole = run(null);
        List<Event> random = run(RandomStructureControl.NAME);

        assertThat(structures(random))
                .extracting(OptimizerSpec::name)
                .containsExactly("random-1", "random-2");
        assertThat(metaAsks(random)).hasSize(2);
        assertThat(metaAsks(whole)).hasSizeGreaterThanOrEqualTo(2 + STRUCTURES);
        assertThat(descriptions(random)).isEqualTo(descriptions(whole));
        assertThat(run(RandomStructureControl.NAME)).isEqualTo(random);
    }

    private static List<Event> run(@Nullable String control) {
        Project plain = LoopScenario.project();
        Project project =
                new Project(
                        plain.id(),
                        plain.seed(),
                        plain.loop(),
                        plain.optimizers(),
                        new MetaSettings(1, 0, 1, 0, InitialScore.TRIAL)
                                .withRounds(1, STRUCTURES)
                                .under(control),
                        plain.shares(),
                        Budget.NONE);
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        List<Event> events = new ArrayList<>();
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(project, tasks), tasks, events::add);
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        return events;
    }

    private static List<String> descriptions(List<Event> events) {
        return events.stream()
                .filter(MetaPromptPublished.class::isInstance)
                .map(MetaPromptPublished.class::cast)
                .filter(tried -> tried.round() > 0)
                .map(tried -> tried.spec().phases().getLast())
                .map(Phase::taskDescription)
                .toList();
    }

    private static List<OptimizerSpec> structures(List<Event> events) {
        return events.stream()
                .filter(MetaStructurePublished.class::isInstance)
                .map(event -> ((MetaStructurePublished) event).spec())
                .toList();
    }

    private static List<LlmRequest> metaAsks(List<Event> events) {
        return events.stream()
                .filter(LlmRequest.class::isInstance)
                .map(LlmRequest.class::cast)
                .filter(ask -> ask.requester() == Requester.META)
                .toList();
    }
}
