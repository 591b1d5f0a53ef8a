package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.intake.Traffic;
import metatextgrad.model.ModelRole;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another start does to contests, with another definition of the project. */
final class DefinitionChangeTest extends GateScenario {
    private static final String CHANGED = "the definition of the project has changed";

    /** The seed program and {@link #BETTER} have it. {@link #OTHER} does not. */
    private static final List<String> FROZEN = List.of("the words");

    static Stream<Project> others() {
        return Stream.of(
                PROJECT.withLoop(PROJECT.loop().withEvaluator(EvaluatorSpec.named("number"))),
                PROJECT.withLoop(PROJECT.loop().withModels(models(ModelRole.PROGRAM))),
                PROJECT.withLoop(PROJECT.loop().withModels(models(ModelRole.JUDGE))),
                Traffic.judging(Missing.BAD),
                PROJECT.withAdapt(PROJECT.adapt().withShareable(true)),
                frozen());
    }

    static Stream<Project> alike() {
        return Stream.of(
                PROJECT,
                Traffic.project(64),
                Traffic.project(Mode.AUTO),
                PROJECT.withLoop(PROJECT.loop().withModels(models(ModelRole.OPTIMIZER))));
    }

    /** A comparison would mix scores of two kinds, or serve a text that is not allowed any more. */
    @ParameterizedTest
    @MethodSource("others")
    void shouldEndContestsUnderAnotherDefinition(Project other) {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        restart(other);
        assertThat(List.of(ended(1), ended(2)))
                .extracting(GateContest::stage)
                .containsOnly(Stage.UNDECIDED);
        assertThat(List.of(ended(1), ended(2)))
                .extracting(GateContest::reason)
                .containsOnly(CHANGED);
        handle(offer(Rolling.program("Sort the words well.")));
        assertThat(contest().number()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("alike")
    void shouldKeepContestsIfScoresAndTextsStayAlike(Project other) {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        round(task -> task < 2, task -> task < 2);
        restart(other);
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        assertThat(contest().differences()).hasSize(32);
    }

    @Test
    void shouldCompareWithTheDefinitionBeforeAStop() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        restart(frozen());
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
    }

    @Test
    void shouldEndAShareUnderAnotherDefinition() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
        restart(frozen());
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(contest().reason()).isEqualTo(CHANGED);
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(table().why()).isEqualTo(CHANGED);
    }

    /** No contest knows of it. */
    @Test
    void shouldEndAShareThatAPersonApprovedIfItLacksAFrozenText() {
        start(Mode.PROPOSE);
        handle(offer(OTHER));
        handle(approval(OTHER));
        assertThat(table().serving()).isInstanceOf(Serving.Canary.class);
        restart(frozen());
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(table().why()).startsWith("it lacks the frozen text ");
    }

    @Test
    void shouldContestNoResultFromBeforeAnotherDefinition() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(offer(OTHER));
        restart(PROJECT.withAdapt(PROJECT.adapt().withShareable(true)));
        assertThat(contest().number()).isEqualTo(1);
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
    }

    /** The contest that ended shows nothing under this definition. */
    @Test
    void shouldContestAVersionAgainUnderAnotherDefinition() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(ALWAYS, NEVER);
        restart(PROJECT.withLoop(PROJECT.loop().withModels(models(ModelRole.PROGRAM))));
        handle(offer(BETTER));
        assertThat(contest().number()).isEqualTo(2);
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** It keeps the definition with which it began, so it may have copied from tasks. */
    @Test
    void shouldContestNoResultOfTheRunThatWasOpen() {
        Project shareable = PROJECT.withAdapt(PROJECT.adapt().withShareable(true));
        restart(shareable);
        handle(window(1));
        restart(PROJECT);
        handle(offerOf(1));
        assertThat(all(GateContest.class)).isEmpty();
        handle(window(2));
        handle(offerOf(2));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** The window of an open run may be read after the change. */
    @Test
    void shouldGiveNoContestToAResultWithoutAFrozenText() {
        restart(frozen());
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        assertThat(ended(2).cause()).isEqualTo(Cause.FROZEN_TEXT_MISSING);
        assertThat(ended(2).reason()).isEqualTo("it lacks the frozen text `the words`");
        assertThat(ended(2).differences()).isEmpty();
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
    }

    /** Without right answers a result passes at once, and it would serve by the rule. */
    @Test
    void shouldServeNoResultWithoutAFrozenText() {
        Project judged = Traffic.judgedBy(Mode.AUTO, false, true);
        restart(judged.withAdapt(judged.adapt().withFrozen(FROZEN)));
        handle(offer(OTHER));
        for (int i = 0; i < 3; i++) handle(judged(i, true));
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    @Test
    void shouldRefuseToApproveAVersionWithoutAFrozenText() {
        start(Mode.PROPOSE);
        handle(offer(OTHER));
        restart(frozen());
        assertThat(decide(approval(OTHER)).rejected())
                .isEqualTo(
                        "%s cannot serve: it lacks the frozen text `the words`. If it may, remove that from `adapt.frozen`, apply the file and run mtg adapt start words|1",
                        version(OTHER));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    private static Project frozen() {
        return PROJECT.withAdapt(PROJECT.adapt().withFrozen(FROZEN));
    }

    private static Map<ModelRole, ModelSpec> models(ModelRole changed) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(PROJECT.loop().models());
        models.put(changed, new ModelSpec("large", 0, 100, 10));
        return models;
    }

    private static ChallengerOffered offerOf(int window) {
        ChallengerOffered offered = offer(BETTER);
        return new ChallengerOffered(
                PROJECT.id(),
                AdaptState.run(PROJECT.id(), window),
                RunKind.WINDOW,
                offered.seed(),
                offered.seedScores(),
                offered.best(),
                offered.bestScores(),
                offered.optimizer());
    }

    private static SetClosed window(int number) {
        return Rolling.window(PROJECT, number, NOON);
    }

    private void restart(Project project) {
        handle(new AdaptStarted(project, Prices.NONE, NOON.plusSeconds(1), "ada"));
    }
}
