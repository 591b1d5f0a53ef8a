package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import org.junit.jupiter.api.Test;

/** Races over bad input: each ends, and states in one line what is wrong and what it brought. */
final class RaceBadInputTest {
    private static final int VAL = 64;

    /** Seed, the scores at the end, two proposals with three batches each, two validations. */
    private static final long SMALLEST =
            VAL + 2 * (VAL + 2) + 2 * (3 * 3 + 3 + 3 * 3 * 2 + 1) + 2 * VAL;

    @Test
    void shouldRefuseABudgetBelowTheSeedAndTwoValidations() {
        EmittedEvents emitted = scenario().budget(SMALLEST - 1).run();

        assertThat(emitted.all(LlmRequest.class)).isEmpty();
        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FAILED);
        assertThat(end(emitted).reason())
                .isEqualTo(
                        "the budget of %d calls is too small: the seed program's score, the scores at"
                                + " the end, one step and two validations need"
                                + " %d; set budget.calls to %<d or more",
                        SMALLEST - 1, SMALLEST);

        EmittedEvents enough = scenario().budget(SMALLEST).run();
        assertThat(end(enough).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(enough.all(LlmRequest.class)).hasSizeLessThanOrEqualTo((int) SMALLEST);
        assertThat(enough.all(StepRequested.class)).isNotEmpty();
    }

    @Test
    void shouldRaceOnFiveValidationTasks() {
        EmittedEvents emitted = scenario().data(12, 5).run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end(emitted).lines().getFirst().validation().items()).isEqualTo(5);
        assertThat(end(emitted).reason()).endsWith("no proposal was better than the seed program");
    }

    @Test
    void shouldEndBeforeItsFirstStepWhereEveryAnswerIsRightFromTheStart() {
        EmittedEvents emitted =
                scenario().script(new Script().student(RaceBadInputTest::right)).run();

        assertThat(emitted.all(StepRequested.class)).isEmpty();
        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end(emitted).reason())
                .isEqualTo(
                        "the seed program answers every validation task right, so no proposal can"
                                + " score higher");
        assertThat(end(emitted).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.test()).isNotNull());
    }

    @Test
    void shouldEndTheRaceOfARandomStudentWithAResultOrAReason() {
        EmittedEvents emitted = scenario().script(script().student(RaceBadInputTest::random)).run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        boolean seed = end(emitted).lines().size() == 1;
        if (seed) assertThat(end(emitted).reason()).contains("the seed program");
        assertThat(end(emitted).lines()).allSatisfy(line -> assertThat(line.test()).isNotNull());
    }

    @Test
    void shouldReportACriticThatPraisesEverything() {
        EmittedEvents emitted =
                scenario()
                        .script(script().critic(call -> Script.answered("NOTHING TO CHANGE")))
                        .run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end(emitted).reason())
                .isEqualTo(
                        "the last 4 steps found no better program; no proposal was better than the seed program (19 of 20 steps made no proposal,"
                                + " most often: no critique wants a change)");
    }

    @Test
    void shouldReportAnOptimizerThatReturnsItsInput() {
        EmittedEvents emitted =
                scenario()
                        .script(
                                new Script()
                                        .writer(
                                                call ->
                                                        Script.answered(
                                                                Script.tagged(
                                                                        Script.currentText(call)))))
                        .run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end(emitted).reason())
                .isEqualTo(
                        "the last 4 steps found no better program; no proposal was better than the seed program (20 of 20 steps made no proposal,"
                                + " most often: the reply repeats the current text unchanged)");
    }

    @Test
    void shouldReportAMetaModelThatSendsProseOnly() {
        EmittedEvents emitted =
                scenario()
                        .script(
                                script().meta(
                                                call ->
                                                        Script.answered(
                                                                "The optimizer is good as it is.")))
                        .run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end(emitted).rounds())
                .filteredOn(round -> round.verdict() == Verdict.INVALID)
                .extracting(RoundEnd::reason)
                .containsExactly(
                        "it has no JSON object with a text in the field improved_task_description",
                        "it has no JSON object with a text in the field improved_task_description",
                        "it has no JSON object with a text in the field improved_task_description",
                        "it has no JSON object with a text in the field improved_task_description",
                        "there is no JSON object with a list called `phases`");
        assertThat(end(emitted).lines()).isNotEmpty();
    }

    private static Reply right(Call call) {
        return Script.answered("Answer: " + Data.answer(Script.question(call)));
    }

    private static Reply random(Call call) {
        double draw = ContentHash.unit("random", call.user(), call.system(), call.seed());
        return draw < .3 ? right(call) : Script.answered("Answer: unknown");
    }

    /** Rewrites a prompt to one that is not better. */
    private static Script script() {
        return new Script()
                .writer(call -> Script.answered(Script.tagged("another text " + call.seed())));
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(
                        TgdPhase.of(6).description("You improve prompts.").spec("a"),
                        TgdPhase.of(6).description("You repair prompts.").spec("b"))
                .data(12, VAL)
                .meta(new MetaSettings(2, 1, 1, 0, InitialScore.TRIAL).in(SearchMode.RACE))
                .script(script());
    }

    private static RunState end(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast();
    }
}
