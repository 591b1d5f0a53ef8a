package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.decide.Actor;
import metatextgrad.intake.Traffic;
import metatextgrad.json.ServingJson;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** Contests on tasks of the gate, and what follows from them. */
final class GateTest extends GateScenario {
    @Test
    void shouldServeTheSeedProgramFromTheStart() {
        start(Mode.PROPOSE);
        assertThat(table().champion()).isEqualTo(version(PROJECT.seed()));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    @Test
    void shouldPassWhatIsBetter() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        assertThat(all(GateItemsRequested.class))
                .containsExactly(
                        new GateItemsRequested(
                                PROJECT, version(PROJECT.seed()), version(BETTER), 1, 1, 32));
        play(NEVER, ALWAYS);
        assertThat(contest().cause()).isEqualTo(Cause.BETTER);
        assertThat(contest().passed()).isEqualTo(1);
        assertThat(contest().reason()).startsWith("+1.000 on ");
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    @Test
    void shouldScoreBothVersionsOnTheSameTasks() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        List<EvaluationRequested> asked = requested(all(GateItemsRequested.class).getFirst());
        assertThat(asked)
                .extracting(EvaluationRequested::program)
                .containsExactly(PROJECT.seed(), BETTER);
        assertThat(asked)
                .extracting(EvaluationRequested::snapshot)
                .containsOnly(asked.get(0).snapshot());
    }

    /** A task may come again for a later champion, and the model may have changed since. */
    @Test
    void shouldAnswerNothingFromRecordsOfEarlierContests() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(ALWAYS, NEVER);
        handle(offer(OTHER));
        List<EvaluationRequested> asked = requested(all(GateItemsRequested.class).getLast());
        assertThat(asked).extracting(one -> one.stepRef().sample()).containsExactly(2, 2);
    }

    @Test
    void shouldEndEarlyWithWhatIsWorse() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(ALWAYS, NEVER);
        assertThat(contest().cause()).isEqualTo(Cause.WORSE_AT_GATE);
        assertThat(contest().differences()).hasSizeLessThan(32);
    }

    @Test
    void shouldEndUndecidedWithoutADifference() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(ALWAYS, ALWAYS);
        assertThat(contest().cause()).isEqualTo(Cause.TASKS_USED);
        assertThat(contest().differences()).hasSize(3_000);
    }

    @Test
    void shouldEndAContestThatIsHopeless() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(task -> task % 2 == 0, task -> task % 2 == 1);
        assertThat(contest().cause()).isEqualTo(Cause.GAIN_UNLIKELY);
        assertThat(contest().evidence()).isBetween(.0995, .1);
        assertThat(contest().reason())
                .isEqualTo("-0.002 on 585 tasks that no run has read: a gain is unlikely");
    }

    @Test
    void shouldMakeWayForALaterResultWithoutEvidence() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        round(task -> task < 2, task -> task == 2);
        handle(later(BETTER, OTHER, .3));
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        round(ALWAYS, ALWAYS);
        assertThat(ended(1).cause()).isEqualTo(Cause.SUPERSEDED);
        assertThat(ended(1).reason())
                .isEqualTo(
                        "-0.016 on 64 tasks that no run has read: a later result takes its place");
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        assertThat(contest().number()).isEqualTo(2);
        assertThat(all(GateItemsRequested.class).getLast().contest()).isEqualTo(2);
    }

    @Test
    void shouldMakeWayForWhatRunsMadeOfTheChallenger() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(later(BETTER, Rolling.program("Sort well."), .02));
        handle(later(Rolling.program("Sort well."), OTHER, .3));
        round(task -> task == 2, task -> task < 2);
        assertThat(ended(1).evidence()).isGreaterThan(1);
        assertThat(ended(1).cause()).isEqualTo(Cause.SUPERSEDED);
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
    }

    /** The level of the next contest is a third of this one's, so that one would take longer. */
    @Test
    void shouldKeepAContestWithMoreEvidenceThanALaterResultAdds() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(later(BETTER, OTHER, .02));
        round(task -> task == 2, task -> task < 4);
        assertThat(contest().evidence()).isGreaterThan(1);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().cause()).isEqualTo(Cause.ROUND_UNDECIDED);
    }

    @Test
    void shouldCountNoGainTwiceIfALaterRunBeganWithTheChampion() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(later(PROJECT.seed(), OTHER, .08));
        round(task -> task == 4, task -> task < 4);
        assertThat(contest().gain()).isEqualTo(3 / 32.);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
    }

    @Test
    void shouldKeepAContestWithoutEvidenceIfTheLaterResultServes() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(later(BETTER, PROJECT.seed(), .3));
        round(task -> task < 2, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    @Test
    void shouldKeepAContestWithoutEvidenceOnceStopped() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(later(BETTER, OTHER, .3));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        round(task -> task < 2, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** Tasks are in another topic than scores and results, so they may be read late. */
    @Test
    void shouldDecideTheSameIfTheTasksOfARoundAreReadLate() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        SetClosed tasks = closed(all(GateItemsRequested.class).getLast());
        List<EvaluationRequested> asked = evaluations(handle(tasks));
        List<Event> scores =
                List.of(
                        scored(asked.get(0), tasks, task -> task < 2),
                        scored(asked.get(1), tasks, NEVER));
        scores.forEach(this::handle);
        handle(later(BETTER, OTHER, .3));
        GateContest inOrder = contest();
        assertThat(inOrder.challenger()).isEqualTo(version(BETTER));

        Actor again = Actor.of(new RolloutDecider());
        again.handle(new AdaptStarted(project(Mode.PROPOSE), Prices.NONE, NOON, "ada"));
        again.handle(offer(BETTER));
        scores.forEach(again::handle);
        again.handle(later(BETTER, OTHER, .3));
        assertThat(again.handle(tasks)).contains(inOrder);
    }

    @Test
    void shouldEndWithTheReasonIfAVersionHasNoScore() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        EvaluationRequested first = requested(all(GateItemsRequested.class).getFirst()).getFirst();
        handle(
                new GateScored(
                        PROJECT.id(),
                        first.stepRef().trial(),
                        List.of(),
                        Cost.NONE,
                        new Failure.Budget("spent")));
        handle(
                new GateScored(
                        PROJECT.id(),
                        all(EvaluationRequested.class).getLast().stepRef().trial(),
                        List.of(),
                        Cost.NONE,
                        null));
        assertThat(contest().cause()).isEqualTo(Cause.NO_SCORE);
        assertThat(contest().reason()).isEqualTo("a version has no score: spent");
    }

    /** A budget was used up, or a server away: that shows nothing about a version. */
    @Test
    void shouldAskAgainForScoresThatAreMissing() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        SetClosed tasks = closed(all(GateItemsRequested.class).getFirst());
        List<EvaluationRequested> asked = evaluations(handle(tasks));

        List<EvaluationRequested> again = evaluations(handle(lost(asked.get(1))));

        assertThat(again)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.program()).isEqualTo(BETTER);
                            assertThat(one.snapshot()).isEqualTo(asked.get(1).snapshot());
                            assertThat(one.stepRef().sample())
                                    .isEqualTo(asked.get(1).stepRef().sample());
                            assertThat(one.stepRef().trial())
                                    .isNotEqualTo(asked.get(1).stepRef().trial());
                        });
        handle(scored(asked.get(0), tasks, NEVER));
        assertThat(evaluations(handle(lost(asked.get(1))))).isEmpty();
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        assertThat(contest().differences()).isEmpty();
        handle(scored(again.getFirst(), tasks, ALWAYS));
        assertThat(contest().differences()).isNotEmpty().containsOnly(1.0);
    }

    @Test
    void shouldEndAfterADayWithoutScores() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        SetClosed tasks = closed(all(GateItemsRequested.class).getFirst());
        List<EvaluationRequested> asked = evaluations(handle(tasks));
        handle(scored(asked.get(0), tasks, NEVER));
        EvaluationRequested last = asked.get(1);
        for (int attempt = 1; attempt < GateRound.MOST_ATTEMPTS; attempt++)
            last = evaluations(handle(lost(last))).getFirst();
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);

        handle(lost(last));

        assertThat(contest().cause()).isEqualTo(Cause.NO_SCORE);
        assertThat(contest().reason()).isEqualTo("a version has no score: no answers");
    }

    private static GateScored lost(EvaluationRequested asked) {
        return new GateScored(
                PROJECT.id(),
                asked.stepRef().trial(),
                List.of(),
                Cost.NONE,
                new Failure.Infrastructure("no answers"));
    }

    @Test
    void shouldGiveALaterContestASmallerLevel() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        double first = contest().level();
        play(ALWAYS, NEVER);
        handle(offer(OTHER));
        assertThat(contest().number()).isEqualTo(2);
        assertThat(contest().level()).isLessThan(first / 3);
    }

    @Test
    void shouldContestTheNewestOfThoseThatWait() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(offer(Rolling.program("Sort well.")));
        handle(offer(OTHER));
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
    }

    @Test
    void shouldCompareWithANewChampionFromTheBeginning() {
        start(Mode.PROPOSE);
        handle(offer(OTHER));
        handle(offer(BETTER));
        handle(
                new ChallengerApproved(
                        PROJECT.id(), version(OTHER), .1, NOON, table().serial(), "", "ada"));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        assertThat(contest().champion()).isEqualTo(version(OTHER));
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().differences()).isEmpty();
    }

    /** Its record is the last one of its number, and pages show no contest without an end. */
    @Test
    void shouldEndAContestWithAFormerChampion() {
        start(Mode.PROPOSE);
        handle(offer(OTHER));
        play(ALWAYS, NEVER);
        handle(offer(BETTER));
        handle(approval(OTHER));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        assertThat(contest().number()).isEqualTo(3);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(ended(2).challenger()).isEqualTo(version(BETTER));
        assertThat(ended(2).cause()).isEqualTo(Cause.CHAMPION_CHANGED);
        assertThat(ended(2).reason()).isEqualTo("the champion has changed");
        assertThat(all(GateContest.class)).extracting(GateContest::serial).doesNotHaveDuplicates();
    }

    /** The champion that it was compared with served no longer. */
    @Test
    void shouldStateWhyAChallengerBecameTheChampion() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(approval(BETTER));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        handle(offer(PROJECT.seed()));
        assertThat(contest().cause()).isEqualTo(Cause.TASKS_REQUESTED);
        VersionId seed = version(PROJECT.seed());
        handle(new RolledBack(PROJECT.id(), seed, table().serial(), "too long", "ada"));
        assertThat(contest().challenger()).isEqualTo(seed);
        assertThat(contest().cause()).isEqualTo(Cause.PROMOTED);
        assertThat(contest().reason()).isEqualTo("rolled back by hand: too long");
    }

    @Test
    void shouldFollowAnApproval() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(
                new ChallengerApproved(
                        PROJECT.id(), version(BETTER), .1, NOON, table().serial(), "", "ada"));
        assertThat(contest().cause()).isEqualTo(Cause.APPROVED);
        serve(300, ALWAYS);
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        assertThat(contest().cause()).isEqualTo(Cause.PROMOTED);
    }

    @Test
    void shouldServeAndPromoteByTheRule() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        assertThat(table().serving()).isEqualTo(new Serving.Canary(version(BETTER), .2, NOON));
        serve(200, ALWAYS);
        assertThat(table().champion()).isEqualTo(version(BETTER));
        assertThat(table().serving()).isInstanceOf(Serving.Holdback.class);
        assertThat(table().why()).startsWith("not found worse by users: ");
        assertThat(contest().stage()).isEqualTo(Stage.PROMOTED);
    }

    /** A holdback makes way after a day and 200 answers. */
    @Test
    void shouldWaitForTheHoldbackOfTheLastPromotion() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        serve(200, ALWAYS);
        handle(offer(OTHER));
        play(NEVER, ALWAYS);
        serve(250, ALWAYS);
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        assertThat(table().serving()).isInstanceOf(Serving.Holdback.class);
        handle(judged(10_000, true));
        assertThat(table().serving())
                .isEqualTo(
                        new Serving.Canary(
                                version(OTHER),
                                .2,
                                NOON.plus(Duration.ofMinutes(10_000)).plus(JUDGED)));
        assertThat(table().why())
                .startsWith("passed the gate: ")
                .endsWith(
                        "; this ended the holdback of %s after 6 days and 251 judged answers"
                                .formatted(version(PROJECT.seed())));
        assertThat(contest().cause()).isEqualTo(Cause.CANARY_STARTED);
    }

    /** What passed and waits is not lost to a newer result that fails. */
    @Test
    void shouldKeepWhatPassedUntilANewerResultPasses() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        assertThat(contest().number()).isEqualTo(1);
        assertThat(contest().begun()).isEqualTo(2);
        handle(offer(Rolling.program("Sort well.")));
        assertThat(contest().number()).isEqualTo(3);
        play(NEVER, ALWAYS);
        assertThat(contest().challenger()).isEqualTo(version(Rolling.program("Sort well.")));
        handle(offer(OTHER));
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(Rolling.program("Sort well.")));
    }

    private ChallengerRejected rejection(Program program) {
        return new ChallengerRejected(
                PROJECT.id(), version(program), table().serial(), "reads badly", "ada");
    }

    @Test
    void shouldRejectWhatWaits() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        PromptsServed before = table();
        ChallengerApproved late = approval(BETTER);
        handle(rejection(BETTER));
        assertThat(contest().cause()).isEqualTo(Cause.REJECTED);
        assertThat(contest().reason()).isEqualTo("rejected by hand: reads badly, by ada");
        assertThat(table().serial()).isEqualTo(before.serial().next());
        assertThat(table().champion()).isEqualTo(before.champion());
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(table().why())
                .isEqualTo("rejected version %s by hand: reads badly", version(BETTER));
        assertThat(table().by()).isEqualTo("ada");
        assertThat(handle(late)).isEmpty();
        handle(offer(OTHER));
        assertThat(contest().number()).isEqualTo(2);
    }

    @Test
    void shouldRejectWhatWaitsBehindALaterContest() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        handle(rejection(BETTER));
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        Map<String, GateContest> last = new TreeMap<>();
        for (GateContest contest : all(GateContest.class)) last.put(contest.key(), contest);
        assertThat(last.values())
                .extracting(GateContest::stage)
                .containsExactly(Stage.REJECTED, Stage.OPEN);
        play(ALWAYS, NEVER);
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        assertThat(contest().stage()).isEqualTo(Stage.WORSE);
    }

    @Test
    void shouldIgnoreTheRejectionOfWhatDoesNotWait() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        assertThat(handle(rejection(BETTER))).isEmpty();
        play(NEVER, ALWAYS);
        assertThat(handle(rejection(OTHER))).isEmpty();
        handle(approval(BETTER));
        assertThat(handle(rejection(BETTER))).isEmpty();
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
    }

    /** The last record of each key stays in the topic, and contests of a project share an order. */
    @Test
    void shouldKeepTheEndOfEveryContest() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(offer(OTHER));
        play(ALWAYS, NEVER);
        Map<String, GateContest> last = new TreeMap<>();
        for (GateContest contest : all(GateContest.class)) last.put(contest.key(), contest);
        String project = PROJECT.id().value();
        assertThat(last).containsOnlyKeys(project + "|000001", project + "|000002");
        assertThat(last.values())
                .extracting(GateContest::stage)
                .containsExactly(Stage.PASSED, Stage.WORSE);
        assertThat(last.values()).extracting(GateContest::partitionKey).containsOnly(project);
    }

    @Test
    void shouldTakeBackWhatUsersFindWorse() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        String before = version(PROJECT.seed()).value();
        for (int i = 0; i < 199 && table().serving() instanceof Serving.Canary; i++)
            handle(judged(i, Assignment.of(table(), "u" + i).version().value().equals(before)));
        assertThat(table().champion()).isEqualTo(version(PROJECT.seed()));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(contest().cause()).isEqualTo(Cause.WORSE_FOR_USERS);
    }

    /** Such a run may have read tasks of the gate. */
    @Test
    void shouldContestNoResultOfARunThatAUserStarted() {
        start(Mode.AUTO);
        ChallengerOffered ours = offer(BETTER);
        handle(
                new ChallengerOffered(
                        ours.project(),
                        new RunId("run-words-abcdef-1"),
                        RunKind.USER,
                        ours.seed(),
                        ours.seedScores(),
                        ours.best(),
                        ours.bestScores(),
                        ""));
        assertThat(all(GateItemsRequested.class)).isEmpty();
    }

    @Test
    void shouldServeNothingByTheRuleOnceStopped() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        play(NEVER, ALWAYS);
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(offer(OTHER));
        assertThat(contest().number()).isEqualTo(1);
    }

    @Test
    void shouldServeNothingByTheRuleWhileTheChampionIsPinned() {
        start(Mode.AUTO);
        VersionId seed = version(PROJECT.seed());
        handle(new ChampionPinned(PROJECT.id(), seed, table().serial(), "", "ada"));
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(ServingJson.labels(all(PromptsJson.class).getLast()))
                .isEqualTo(Map.of("production", seed, "staging", version(BETTER)));
        handle(new ChampionUnpinned(PROJECT.id(), table().serial(), "", "ada"));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        // A command has no time. The share begins with the next event that has one.
        handle(judged(0, true, Duration.ofDays(20)));
        assertThat(table().serving())
                .isEqualTo(new Serving.Canary(version(BETTER), .2, NOON.plus(Duration.ofDays(21))));
    }

    @Test
    void shouldLetAVersionThatServesWaitWhileTheChampionIsPinned() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        VersionId seed = version(PROJECT.seed());
        handle(new ChampionPinned(PROJECT.id(), seed, table().serial(), "", "ada"));
        assertThat(contest().cause()).isEqualTo(Cause.CHAMPION_PINNED);
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(new ChampionUnpinned(PROJECT.id(), table().serial(), "", "ada"));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        // A command has no time. The share begins with the next event that has one.
        handle(judged(0, true, Duration.ofDays(20)));
        assertThat(table().serving())
                .isEqualTo(new Serving.Canary(version(BETTER), .2, NOON.plus(Duration.ofDays(21))));
    }

    @Test
    void shouldBeginNoContestOnceStopped() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        handle(offer(OTHER));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        play(NEVER, ALWAYS);
        assertThat(contest().number()).isEqualTo(1);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
    }

    /** A run that is open at a stop ends, and the next run starts from what it found. */
    @Test
    void shouldContestAfterTheNextStartWhatARunFoundWhileStopped() {
        start(Mode.PROPOSE);
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        handle(offer(BETTER));
        assertThat(all(GateContest.class)).isEmpty();
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada"));
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** A version pushed by hand while another one waits gains nothing from the other's contest. */
    @Test
    void shouldPromoteByTheRuleOnlyWhatPassed() {
        start(Mode.AUTO);
        handle(offer(OTHER));
        play(ALWAYS, NEVER);
        handle(offer(BETTER));
        handle(approval(OTHER));
        play(NEVER, ALWAYS);
        assertThat(contest().challenger()).isEqualTo(version(BETTER));
        serve(300, ALWAYS);
        assertThat(table().serving()).isEqualTo(new Serving.Canary(version(OTHER), .1, NOON));
    }

    /** Few users, or none who judge: a canary does not last forever. */
    @Test
    void shouldEndACanaryAfterItsTime() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        serve(50, ALWAYS);
        assertThat(table().serving()).isInstanceOf(Serving.Canary.class);
        handle(judged(0, true, Duration.ofDays(8)));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(table().why()).isEqualTo("undecided in 7 days");
        assertThat(contest().cause()).isEqualTo(Cause.CANARY_TIME_OVER);
    }

    /** The comparison would show who gives feedback, and not which answers are good. */
    @Test
    void shouldStopACanaryWhoseUsersGiveFeedbackHalfAsOften() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        for (int i = 0; table().serving() instanceof Serving.Canary; i++) {
            TaskJudged judged = judged(i, i % 3 != 0, Duration.ZERO);
            if (!judged.version().equals(version(BETTER)) || i % 2 == 0) handle(judged);
        }
        assertThat(table().champion()).isEqualTo(version(PROJECT.seed()));
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        assertThat(table().why()).startsWith("undecided: one version is judged more often");
        assertThat(contest().cause()).isEqualTo(Cause.FEEDBACK_MISMATCH);
        assertThat(contest().reason()).isEqualTo(table().why());
    }

    @Test
    void shouldEndUndecidedIfFewerTasksAreAllowedThanWereUsed() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        for (int i = 0; i < 3; i++) round(ALWAYS, ALWAYS);
        assertThat(contest().differences()).hasSize(96);
        handle(new AdaptStarted(Traffic.project(64), Prices.NONE, NOON, "ada"));
        round(ALWAYS, ALWAYS);
        assertThat(contest().cause()).isEqualTo(Cause.TASKS_USED);
    }

    @Test
    void shouldStopWhatCostsTooMuchMore() {
        handle(new AdaptStarted(PROJECT, priced(), NOON, "ada"));
        win(cost(30_000, 1_000), cost(30_000, 2_300));
        assertThat(contest().cause()).isEqualTo(Cause.COST_GUARD);
        assertThat(contest().passed()).isZero();
        assertThat(contest().reason())
                .endsWith(
                        " that no run has read, but its answers to the same tasks cost 1.33 times"
                                + " as much: $0.053 against $0.04; guards.cost is 1.2");
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
    }

    @Test
    void shouldPassWhatCostsLittleMore() {
        handle(new AdaptStarted(PROJECT, priced(), NOON, "ada"));
        win(cost(30_000, 1_000), cost(36_000, 1_200));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
    }

    /** A model without a price is compared by its tokens, and calls of a judge do not count. */
    @Test
    void shouldCompareTokensWithoutAPrice() {
        start(Mode.PROPOSE);
        win(
                cost(1_000, 500).plus(Cost.of(ModelRole.JUDGE, 9_000, 0)),
                cost(1_800, 501).plus(Cost.of(ModelRole.JUDGE, 1, 0)));
        assertThat(contest().cause()).isEqualTo(Cause.COST_GUARD);
        assertThat(contest().reason())
                .endsWith(
                        "1.53 times as much: 2,301 tokens against 1,500 tokens; guards.cost is 1.2");
    }

    @Test
    void shouldStopWhatTakesTooMuchLonger() {
        start(Mode.AUTO);
        win(time(64_000), time(96_000));
        assertThat(contest().cause()).isEqualTo(Cause.LATENCY_GUARD);
        assertThat(contest().passed()).isZero();
        assertThat(contest().reason())
                .endsWith(
                        " that no run has read, but its answers to the same tasks took 1.50 times as"
                                + " long: 3,000 ms against 2,000 ms a task; guards.latency is 1.2");
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(approval(BETTER));
        assertThat(table().serving()).isEqualTo(new Serving.Canary(version(BETTER), .1, NOON));
    }

    @Test
    void shouldPassWhatTakesLittleLonger() {
        start(Mode.PROPOSE);
        win(time(64_000), time(76_800));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
    }

    @Test
    void shouldStateBothGuards() {
        start(Mode.PROPOSE);
        win(cost(1_000, 0).plus(time(64_000)), cost(2_000, 0).plus(time(96_000)));
        assertThat(contest().reason())
                .endsWith(
                        "guards.cost is 1.2, and its answers to the same tasks took 1.50 times as long:"
                                + " 3,000 ms against 2,000 ms a task; guards.latency is 1.2");
    }

    @Test
    void shouldContestTheNextResultAfterOneThatCostsTooMuch() {
        start(Mode.PROPOSE);
        win(cost(1_000, 0), cost(2_000, 0));
        handle(offer(OTHER));
        assertThat(contest().number()).isEqualTo(2);
    }

    @Test
    void shouldContestAVersionOnceWithAChampion() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        handle(offer(BETTER));
        play(ALWAYS, NEVER);
        handle(offer(BETTER));
        assertThat(contest().number()).isEqualTo(1);
        assertThat(contest().stage()).isEqualTo(Stage.WORSE);
    }

    /** The next run would start from it, since its run offered it. */
    @Test
    void shouldRepeatTheEndOfAContestIfARunFindsTheVersionAgain() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(ALWAYS, NEVER);
        GateContest end = contest();
        assertThat(handle(offer(BETTER))).containsExactly(end.numbered(end.serial().next()));
        handle(offer(OTHER));
        assertThat(handle(offer(OTHER))).isEmpty();
    }

    /** It has won against the champion before, and a user took it back. */
    @Test
    void shouldEndAContestAgainIfARunFindsAVersionThatWasTakenBack() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(approval(BETTER));
        handle(new ChallengerPromoted(PROJECT.id(), NOON, table().serial(), "", "ada"));
        VersionId seed = version(PROJECT.seed());
        handle(new RolledBack(PROJECT.id(), seed, table().serial(), "too long", "ada"));
        assertThat(contest().stage()).isEqualTo(Stage.PROMOTED);
        handle(offer(BETTER));
        assertThat(contest().cause()).isEqualTo(Cause.PROMOTION_ROLLED_BACK);
        assertThat(contest().reason()).isEqualTo("it served and was taken back");
    }

    @Test
    void shouldPromoteNothingByTheRuleWithoutAGate() {
        handle(offer(BETTER));
        start(Mode.AUTO);
        handle(
                new ChallengerApproved(
                        PROJECT.id(), version(BETTER), .2, NOON, table().serial(), "", "ada"));
        serve(300, ALWAYS);
        assertThat(table().serving()).isInstanceOf(Serving.Canary.class);
    }

    @Test
    void shouldContestNothingOfAProjectThatDoesNotAdapt() {
        handle(offer(BETTER));
        assertThat(all(GateItemsRequested.class)).isEmpty();
    }

    @Test
    void shouldIgnoreWhatComesTwice() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        SetClosed tasks = closed(all(GateItemsRequested.class).getFirst());
        handle(tasks);
        assertThat(handle(tasks)).isEmpty();
        GateScored scored = scored(all(EvaluationRequested.class).getFirst(), tasks, NEVER);
        handle(scored);
        assertThat(handle(scored)).isEmpty();
        handle(scored(all(EvaluationRequested.class).getLast(), tasks, NEVER));
        assertThat(handle(scored)).isEmpty();
        assertThat(contest().differences()).hasSize(32);
    }

    /** Nothing knows right answers: a person, or the feedback of users, decides. */
    @Test
    void shouldPassAtOnceWithoutRightAnswers() {
        handle(
                new AdaptStarted(
                        Traffic.judgedBy(Mode.PROPOSE, false, false), Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        assertThat(all(GateItemsRequested.class)).isEmpty();
        assertThat(contest().cause()).isEqualTo(Cause.NO_GATE);
        assertThat(contest().gated()).isFalse();
        assertThat(contest().reason()).isEqualTo("no gate: no truth");
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(offer(OTHER));
        assertThat(contest().challenger()).isEqualTo(version(OTHER));
        handle(approval(OTHER));
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
    }

    @Test
    void shouldLetFeedbackDecideWithoutAGate() {
        handle(
                new AdaptStarted(
                        Traffic.judgedBy(Mode.AUTO, false, true), Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.PASSED);
        Duration minute = Duration.ofMinutes(1);
        handle(judged(0, true, minute));
        assertThat(table().serving())
                .isEqualTo(new Serving.Canary(version(BETTER), .2, NOON.plus(minute).plus(JUDGED)));
        assertThat(table().why()).isEqualTo("no gate: no truth");
        for (int i = 1; i < 3_000; i++) {
            boolean newer = judged(i, true, minute).version().equals(version(BETTER));
            handle(judged(i, newer, minute));
        }
        assertThat(table().champion()).isEqualTo(version(BETTER));
        assertThat(contest().stage()).isEqualTo(Stage.PROMOTED);
        assertThat(table().why()).startsWith("found better by users: ");
    }

    /** What the gate has not shown, equal feedback does not show either. */
    @Test
    void shouldPromoteNothingWithoutAGateThatUsersDoNotFindBetter() {
        Project judged = Traffic.judgedBy(Mode.AUTO, false, true);
        handle(new AdaptStarted(judged, Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        for (int i = 0; i < 300; i++) handle(judged(i, true, Duration.ofMinutes(1)));
        assertThat(table().champion()).isEqualTo(version(PROJECT.seed()));
        assertThat(table().serving()).isInstanceOf(Serving.Canary.class);
    }

    /** What only a judge preferred waits no more once right answers are evidence. */
    @Test
    void shouldEndWhatHadNoGateOnceThereIsOne() {
        Project judged = Traffic.judgedBy(Mode.PROPOSE, false, false);
        handle(new AdaptStarted(judged, Prices.NONE, NOON, "ada"));
        handle(offer(BETTER));
        handle(new AdaptStarted(project(Mode.AUTO), Prices.NONE, NOON.plusSeconds(1), "ada"));
        assertThat(contest().cause()).isEqualTo(Cause.DEFINITION_CHANGED);
        assertThat(contest().reason()).isEqualTo("the definition of the project has changed");
        assertThat(table().serving()).isEqualTo(new Serving.Alone());
        handle(offer(OTHER));
        assertThat(contest().gated()).isTrue();
    }

    /** After a drop, a run can start from a former champion and find nothing better. */
    @Test
    void shouldContestAFormerChampionAgain() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        serve(200, ALWAYS);
        assertThat(table().champion()).isEqualTo(version(BETTER));
        handle(judged(10_000, true, Duration.ofDays(8)));
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        Program seed = PROJECT.seed();
        handle(
                new ChallengerOffered(
                        PROJECT.id(),
                        new RunId("adapt-2"),
                        RunKind.WINDOW,
                        seed,
                        scores,
                        seed,
                        scores,
                        "tgd"));
        assertThat(contest().challenger()).isEqualTo(version(seed));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }
}
