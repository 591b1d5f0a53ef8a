package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.candidate.Quotes;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;

/**
 * With {@code targets: private} no request but the program's own shows a right answer, and no
 * program names one.
 */
final class PrivateTargetsTest {
    private static final Pattern TARGET = Pattern.compile("(?i)the answer to [a-z]+ question \\d+");

    @Test
    void shouldShowNoRightAnswerInARace() {
        EmittedEvents emitted = race(Targets.PRIVATE);

        assertThat(emitted.asked(ModelRole.BACKWARD)).isNotEmpty();
        assertThat(emitted.asked(ModelRole.OPTIMIZER)).isNotEmpty();
        assertThat(emitted.asked(ModelRole.META)).isNotEmpty();
        assertThat(shown(emitted)).isEmpty();
        assertThat(named(emitted)).isEmpty();
        assertThat(emitted.all(RunState.class).getLast().status())
                .isEqualTo(RunState.Status.FINISHED);
    }

    @Test
    void shouldFindThemInTheSameRaceWithPublicTargets() {
        EmittedEvents emitted = race(Targets.PUBLIC);

        assertThat(shown(emitted)).isNotEmpty();
        assertThat(named(emitted)).isNotEmpty();
    }

    @Test
    void shouldShowNoRightAnswerInTheSearchOfThePaper() {
        EmittedEvents emitted =
                new Scenario()
                        .targets(Targets.PRIVATE)
                        .meta(new MetaSettings(2, 2, 1, 0, InitialScore.TRIAL))
                        .script(quoting(new Script()))
                        .run();

        assertThat(emitted.asked(ModelRole.META)).isNotEmpty();
        assertThat(shown(emitted)).isEmpty();
        assertThat(named(emitted)).isEmpty();
    }

    @Test
    void shouldKeepNoDemonstrationAndNoCriticism() {
        EmittedEvents emitted = race(Targets.PRIVATE);

        assertThat(emitted.all(GradientComputed.class))
                .isNotEmpty()
                .allMatch(one -> one.demonstrations().isEmpty())
                .allMatch(one -> one.gradients().stream().allMatch(g -> g.expected().isEmpty()));
        assertThat(emitted.all(TextualLoss.class))
                .filteredOn(loss -> loss.trace() != null)
                .allMatch(loss -> !TARGET.matcher(loss.trace().criticism()).find());
        assertThat(emitted.all(ScoreAggregated.class))
                .flatExtracting(ScoreAggregated::missed)
                .isNotEmpty()
                .allMatch(missed -> missed.task().target() == null);
    }

    private static EmittedEvents race(Targets targets) {
        return RaceScenario.scenario()
                .targets(targets)
                .optimizers(
                        TgdPhase.of(6).description("You improve prompts.").spec("a"),
                        TgdPhase.of(6).description("You repair prompts.").spec("b"))
                .script(quoting(RaceScenario.script()))
                .run();
    }

    /** The models quote each right answer that their requests show. */
    private static Script quoting(Script script) {
        return script.writer(
                call ->
                        Script.answered(
                                Script.tagged(
                                        "solves %d in way %d %s"
                                                .formatted(
                                                        9,
                                                        call.user().hashCode() + call.seed(),
                                                        seen(call)))));
    }

    private static String seen(Call call) {
        return TARGET.matcher(call.user()).results().map(MatchResult::group).findFirst().orElse("");
    }

    private static Stream<String> shown(EmittedEvents emitted) {
        return emitted.all(LlmRequest.class).stream()
                .filter(request -> request.role() != ModelRole.PROGRAM)
                .flatMap(request -> request.messages().stream())
                .map(Message::content)
                .filter(text -> TARGET.matcher(text).find());
    }

    private static List<String> named(EmittedEvents emitted) {
        Stream<Program> tried =
                Stream.concat(
                        emitted.states().stream().map(OptimizerState::candidate),
                        emitted.all(ScoreAggregated.class).stream().map(ScoreAggregated::program));
        return tried.filter(program -> program != null)
                .flatMap(program -> Quotes.texts(program).stream())
                .filter(text -> TARGET.matcher(text.toLowerCase(Locale.ROOT)).find())
                .toList();
    }
}
