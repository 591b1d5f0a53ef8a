package metatextgrad.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** Frozen pieces of prompts in the runs of windows. */
final class FrozenRunsTest {
    private static final String PIECE = "and never give medical advice";
    private static final String CONSTRAINT =
            "Where the present text has the following, keep it word for word: " + PIECE;

    @Test
    void shouldNeverOfferAProgramWithoutAFrozenPiece() {
        EmittedEvents emitted =
                LiveRuns.play(project(), RaceScenario.script().writer(FrozenRunsTest::dropping), 1);
        assertThat(offered(emitted)).isNotEmpty().allMatch(text -> text.contains(PIECE));
        assertThat(emitted.all(ChallengerOffered.class))
                .allMatch(offered -> offered.best().equals(offered.seed()));
        assertThat(emitted.states())
                .anyMatch(
                        state ->
                                state.reason()
                                        .contains(
                                                "it drops or changes a text that must stay word for word: `"
                                                        + PIECE
                                                        + "`"));
    }

    @Test
    void shouldStateFrozenPiecesAndOfferWhatKeepsThemWhenAskedAgain() {
        EmittedEvents emitted =
                LiveRuns.play(
                        project(),
                        RaceScenario.script()
                                .writer(
                                        call ->
                                                call.user().contains("must stay word for word")
                                                        ? Script.answered(
                                                                dropped(call)
                                                                        .replace(
                                                                                " in way",
                                                                                " " + PIECE
                                                                                        + " in way"))
                                                        : dropping(call)),
                        1);
        assertThat(offered(emitted)).isNotEmpty().allMatch(text -> text.contains(PIECE));
        assertThat(emitted.all(ChallengerOffered.class))
                .anyMatch(offered -> !offered.best().equals(offered.seed()));
        List<LlmRequest> updates = emitted.asked(ModelRole.OPTIMIZER);
        assertThat(updates)
                .isNotEmpty()
                .allMatch(request -> EmittedEvents.user(request).contains(CONSTRAINT));
        assertThat(updates).anyMatch(request -> request.attempt() == 1);
    }

    private static List<String> offered(EmittedEvents emitted) {
        return Stream.concat(
                        emitted.all(ChallengerOffered.class).stream().map(ChallengerOffered::best),
                        emitted.all(PromptVersion.class).stream().map(PromptVersion::program))
                .map(LiveRuns::prompt)
                .toList();
    }

    private static Project project() {
        Project project =
                LiveRuns.project(
                        RaceScenario.scenario().program(Programs.oneCall("solves 2 " + PIECE)));
        return project.withAdapt(requireNonNull(project.adapt()).withFrozen(List.of(PIECE)));
    }

    private static Reply dropping(Call call) {
        return Script.answered(dropped(call));
    }

    private static String dropped(Call call) {
        int mark = call.user().hashCode() + call.seed();
        int now = RaceScenario.number(Script.currentText(call), "solves ");
        int solves = Math.max(1, now + Math.floorMod(mark, 9) - 3);
        return Script.tagged("solves " + solves + " in way " + mark);
    }
}
