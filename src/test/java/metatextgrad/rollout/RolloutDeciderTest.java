package metatextgrad.rollout;

import static metatextgrad.rollout.Rolling.BY;
import static metatextgrad.rollout.Rolling.LEARNED;
import static metatextgrad.rollout.Rolling.NEW;
import static metatextgrad.rollout.Rolling.NOON;
import static metatextgrad.rollout.Rolling.OLD;
import static metatextgrad.rollout.Rolling.PROJECT;
import static metatextgrad.rollout.Rolling.SEED;
import static metatextgrad.rollout.Rolling.approve;
import static metatextgrad.rollout.Rolling.offer;
import static metatextgrad.rollout.Rolling.promote;
import static metatextgrad.rollout.Rolling.rollBack;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RolloutDeciderTest {
    private static final Serving ALONE = new Serving.Alone();

    @Test
    void shouldServeTheSeedVersionAndPublishTheResultOfTheFirstRun() {
        Rolling rolling = new Rolling();
        List<Event> emitted = rolling.handle(offer("run-1", LEARNED));
        assertThat(emitted)
                .extracting(Event::key)
                .containsExactly(OLD.value(), NEW.value(), PROJECT.value(), PROJECT.value());
        assertThat(rolling.all(PromptVersion.class))
                .extracting(PromptVersion::parent)
                .containsExactly(null, OLD);
        assertThat(rolling.table())
                .isEqualTo(served(OLD, List.of(), ALONE, "run run-1 began with it", "", 1));
    }

    @Test
    void shouldChangeNothingIfARunFoundNoBetterOrNoNewVersion() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", SEED));
        assertThat(rolling.all(PromptVersion.class)).hasSize(1);
        assertThat(rolling.handle(offer("run-2", SEED))).isEmpty();
        assertThat(rolling.handle(offer("run-3", LEARNED))).hasSize(1);
        assertThat(rolling.handle(offer("run-3", LEARNED))).isEmpty();
        assertThat(rolling.tables()).hasSize(1);
    }

    @Test
    void shouldServeAShareOfAnApprovedVersionAndKeepAHoldbackAfterPromotion() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .1, 1));
        assertThat(rolling.table().champion()).isEqualTo(OLD);
        assertThat(rolling.table().serving()).isEqualTo(new Serving.Canary(NEW, .1, NOON));
        assertThat(rolling.table().why()).isEqualTo("approved by hand");
        assertThat(rolling.table().by()).isEqualTo(BY);
        rolling.handle(promote(2));
        assertThat(rolling.table())
                .isEqualTo(
                        served(
                                NEW,
                                List.of(OLD),
                                new Serving.Holdback(OLD, .05, NOON),
                                "promoted by hand",
                                BY,
                                3));
        rolling.handle(rollBack(OLD, 3));
        assertThat(rolling.table())
                .isEqualTo(served(OLD, List.of(), ALONE, "rolled back by hand", BY, 4));
    }

    @Test
    void shouldPreviewTheTableThatFollowsACommand() {
        Rolling rolling = canary(.1);
        PromptsServed before = rolling.table();
        Optional<PromptsServed> preview = ServingPreview.after(before, List.of(), promote(2));
        rolling.handle(promote(2));
        assertThat(preview).contains(rolling.table());
        assertThat(ServingPreview.after(before, List.of(), promote(1))).isEmpty();
    }

    @Test
    void shouldEndTheHoldbackAfterSevenDaysOfAnswers() {
        Rolling rolling = withHoldback();
        rolling.handle(rolling.judged(0, Duration.ofDays(7), version -> 1));
        assertThat(rolling.table().serial()).isEqualTo(new Serial(3));
        rolling.handle(rolling.judged(1, Duration.ofDays(7).plusMillis(1), version -> 1));
        assertThat(rolling.table())
                .isEqualTo(served(NEW, List.of(OLD), ALONE, "not found worse in 7 days", "", 4));
    }

    /** The share of the former champion shows whether the new one is worse. */
    @Test
    void shouldRefuseAnApprovalWhileAHoldbackIsYoung() {
        Rolling rolling = withHoldback();
        ChallengerApproved early = later(Duration.ofHours(6));
        assertThat(rejected(rolling, early))
                .isEqualTo(
                        "the former champion %s keeps its share, another version may serve in 18 h and after 200 more judged answers, or else in 7 days. To end that now: mtg prompts rollback support --to %s",
                        OLD, NEW);
        assertThat(rolling.table().serial()).isEqualTo(new Serial(3));
        rolling.serve(0, 150, version -> 1);
        assertThat(rejected(rolling, later(Duration.ofHours(25))))
                .contains("may serve after 50 more judged answers, or else in 6 days. To end");
        rolling.serve(150, 50, version -> 1);
        assertThat(rejected(rolling, early)).contains("another version may serve in 18 h.");
        assertThat(
                        ServingPreview.after(
                                        rolling.table(),
                                        rolling.all(PromptVersion.class),
                                        later(Duration.ofHours(25)))
                                .orElseThrow()
                                .why())
                .isEqualTo(
                        "approved by hand; this ended the holdback of %s after 25 h"
                                .formatted(OLD));
        rolling.handle(later(Duration.ofHours(25)));
        assertThat(rolling.table().serving())
                .isEqualTo(new Serving.Canary(OLD, .1, NOON.plus(Duration.ofHours(25))));
        assertThat(rolling.table().why())
                .isEqualTo(
                        "approved by hand; this ended the holdback of %s after 25 h and 200 judged answers"
                                .formatted(OLD));
    }

    /** A project without judged answers would wait for them in vain. */
    @Test
    void shouldAllowAnApprovalOnceTheHoldbackIsOver() {
        Rolling rolling = withHoldback();
        rolling.handle(later(Duration.ofDays(7).plusMillis(1)));
        assertThat(rolling.table().serving()).isInstanceOf(Serving.Canary.class);
    }

    @Test
    void shouldAllowAnApprovalAfterARollbackToTheChampion() {
        Rolling rolling = withHoldback();
        rolling.handle(rollBack(NEW, 3));
        rolling.handle(approve(OLD, .1, 4));
        assertThat(rolling.table().serving()).isEqualTo(new Serving.Canary(OLD, .1, NOON));
    }

    private static @Nullable String rejected(Rolling rolling, Event event) {
        MemoryRows rows = new MemoryRows();
        rolling.heard().forEach(heard -> rows.apply(new RolloutDecider().handle(rows, heard)));
        return new RolloutDecider().handle(rows, event).rejected();
    }

    private static ChallengerApproved later(Duration after) {
        return new ChallengerApproved(PROJECT, OLD, .1, NOON.plus(after), new Serial(3), "", BY);
    }

    /** Applications in any language read the tables so. docs/connect.md states the form. */
    @Test
    void shouldWriteEachTableWithItsPromptsAsJson() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .25, 1));
        String program =
                "{\"nodes\":[{\"each\":false,\"id\":\"solve\",\"inputs\":[\"task\"],\"prompt\":{\"role\":\"system prompt\",\"trainable\":true,\"value\":\"%s\"},\"type\":\"llm\"}],\"output\":\"solve\"}";
        String version =
                "{\"program\":%s,\"role\":\"%s\",\"share\":%s,\"text\":\"%s\",\"version\":\"%s\"}";
        String labelled = "{\"program\":%s,\"text\":\"%s\",\"version\":\"%s\"}";
        assertThat(rolling.all(PromptsJson.class).getLast())
                .isEqualTo(
                        new PromptsJson(
                                PROJECT,
                                new Serial(2),
                                "{\"by\":\"%s\",\"labelled\":[%s,%s],\"labels\":{\"production\":\"%s\",\"staging\":\"%s\"},\"pinned\":false,\"project\":\"support\",\"serial\":2,\"versions\":[%s,%s],\"why\":\"approved by hand\"}"
                                        .formatted(
                                                BY,
                                                labelled.formatted(
                                                        program.formatted("Answer."),
                                                        "Answer.",
                                                        OLD),
                                                labelled.formatted(
                                                        program.formatted("Answer step by step."),
                                                        "Answer step by step.",
                                                        NEW),
                                                OLD,
                                                NEW,
                                                version.formatted(
                                                        program.formatted("Answer."),
                                                        "champion",
                                                        "0.75",
                                                        "Answer.",
                                                        OLD),
                                                version.formatted(
                                                        program.formatted("Answer step by step."),
                                                        "challenger",
                                                        "0.25",
                                                        "Answer step by step.",
                                                        NEW))));
        assertThat(rolling.all(PromptsJson.class))
                .extracting(PromptsJson::serial)
                .isEqualTo(rolling.tables().stream().map(PromptsServed::serial).toList());
    }

    @Test
    void shouldIgnoreCommandsForAnOutdatedTable() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, .1, 1));
        for (Event late :
                List.of(approve(NEW, .2, 1), promote(1), rollBack(OLD, 1), approve(NEW, .3, 2)))
            assertThat(rolling.handle(late)).isEmpty();
        assertThat(rolling.handle(promote(2)))
                .hasOnlyElementsOfTypes(PromptsServed.class, PromptsJson.class);
    }

    @Test
    void shouldIgnoreCommandsThatDoNotApply() {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        assertThat(rolling.handle(promote(1))).isEmpty();
        assertThat(rolling.handle(rollBack(OLD, 1))).isEmpty();
        assertThat(rolling.handle(approve(OLD, .1, 1))).isEmpty();
        assertThat(rolling.handle(approve(new VersionId("unheard of"), .1, 1))).isEmpty();
        assertThat(rolling.handle(approve(NEW, .1, 1)))
                .hasOnlyElementsOfTypes(PromptsServed.class, PromptsJson.class);
    }

    @Test
    void shouldCountAGroupOnceAndIgnoreJudgesAndOtherProbabilities() {
        Rolling rolling = canary(.5);
        TaskJudged judged = rolling.judged(0, Duration.ZERO, version -> 1);
        for (TaskJudged ignored :
                List.of(
                        with(judged, Evidence.JUDGE, judged.probability(), judged.version()),
                        with(judged, Evidence.TRUTH, .4, judged.version()),
                        with(judged, Evidence.TRUTH, .5, new VersionId("another"))))
            assertThat(noticed(rolling, ignored)).containsExactly(IgnoreReason.STALE);
        rolling.handle(judged);
        assertThat(noticed(rolling, judged)).containsExactly(IgnoreReason.DUPLICATE);
    }

    @Test
    void shouldStopAContestWithAMismatchOfShares() {
        Rolling rolling = canary(.5);
        int task = 0;
        while (rolling.table().serial().number() == 2) {
            TaskJudged judged = rolling.judged(task++, Duration.ZERO, version -> .5);
            // Only every third of the challenger's users gives a judgement.
            if (judged.version().equals(OLD) || task % 3 == 0) rolling.handle(judged);
        }
        assertThat(rolling.table().champion()).isEqualTo(OLD);
        assertThat(rolling.table().why())
                .startsWith("undecided: one version is judged more often than the other; ");
        assertThat(task).isLessThan(300);
    }

    @Test
    void shouldEndUndecidedAfterTwentyThousandAnswers() {
        Rolling rolling = canary(.5);
        assertThat(rolling.serve(0, 30_000, version -> .5)).isEqualTo(Comparison.MAX);
        assertThat(rolling.table().champion()).isEqualTo(OLD);
        assertThat(rolling.table().why()).startsWith("undecided: ");
    }

    /** Each topic is read in its order. The order between topics is arbitrary. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldReachTheSameTablesInAnyOrderAndWithRepeatedEvents(int seed) {
        Rolling straight = canary(.2);
        straight.serve(0, 100, version -> .6);
        straight.handle(promote(2));
        straight.serve(100, 5_000, version -> version.equals(NEW) ? .2 : .9);
        assertThat(straight.table().why()).startsWith("the new champion ");
        List<Deque<Event>> topics = new ArrayList<>();
        for (Class<? extends Event> topic :
                List.of(ChallengerOffered.class, RolloutCommand.class, TaskJudged.class))
            topics.add(new ArrayDeque<>(of(straight, topic)));

        Random random = new Random(seed);
        Rolling other = new Rolling();
        while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
            Deque<Event> topic = topics.get(random.nextInt(topics.size()));
            for (int run = random.nextInt(50); run >= 0 && !topic.isEmpty(); run--) {
                other.handle(topic.peek());
                if (random.nextBoolean()) other.handle(topic.peek());
                topic.remove();
            }
        }

        assertThat(other.tables()).isEqualTo(straight.tables());
    }

    @Test
    void shouldContinueFromItsOwnTableIfTheLogIsDeleted() {
        Rolling before = withHoldback();
        Rolling after = new Rolling();
        assertThat(after.handle(before.table())).isEmpty();
        assertThat(after.handle(before.tables().getFirst())).isEmpty();
        after.handle(rollBack(OLD, 3));
        assertThat(after.table().champion()).isEqualTo(OLD);
        assertThat(after.table().serial()).isEqualTo(new Serial(4));
    }

    /** A sender with another partitioner writes to a partition without the table. */
    @Test
    void shouldKeepAFewJudgementsOfAProjectWithoutATable() {
        MemoryRows rows = new MemoryRows();
        TaskJudged judged = canary(.2).judged(1, Duration.ofSeconds(1), version -> .5);
        for (int i = 0; i < 1_000; i++)
            assertThat(apply(rows, with(judged, Evidence.TRUTH, .5, NEW)).rejected()).isNull();
        assertThat(apply(rows, judged).rejected()).contains("default partitioner");
        assertThat(rows.startingWith("").keySet()).hasSize(1_000);
    }

    private static Decision apply(MemoryRows rows, Event event) {
        Decision decision = new RolloutDecider().handle(rows, event);
        rows.apply(decision);
        return decision;
    }

    @Test
    void shouldKeepNoRowsOfAFinishedContest() {
        MemoryRows rows = new MemoryRows();
        Rolling rolling = canary(.2);
        rolling.serve(0, 1_000, version -> version.equals(NEW) ? .2 : .9);
        rolling.heard().forEach(event -> rows.apply(new RolloutDecider().handle(rows, event)));
        assertThat(rows.startingWith("").keySet())
                .containsExactlyInAnyOrder(
                        PROJECT + "|table",
                        PROJECT + "|version|" + OLD,
                        PROJECT + "|version|" + NEW);
    }

    private static PromptsServed served(
            VersionId champion,
            List<VersionId> earlier,
            Serving serving,
            String why,
            String by,
            int serial) {
        return new PromptsServed(PROJECT, champion, earlier, serving, why, by, new Serial(serial));
    }

    private static Rolling canary(double share) {
        Rolling rolling = new Rolling();
        rolling.handle(offer("run-1", LEARNED));
        rolling.handle(approve(NEW, share, 1));
        return rolling;
    }

    private static Rolling withHoldback() {
        Rolling rolling = canary(.1);
        rolling.handle(promote(2));
        return rolling;
    }

    private static TaskJudged with(
            TaskJudged judged, Evidence evidence, double probability, VersionId version) {
        return new TaskJudged(
                judged.project(),
                new TaskId("other " + evidence + probability + version),
                "",
                version,
                judged.serial(),
                probability,
                judged.served(),
                judged.score(),
                evidence);
    }

    /** Returns the reasons why an event is ignored after all earlier events. */
    private static List<IgnoreReason> noticed(Rolling rolling, Event event) {
        MemoryRows rows = new MemoryRows();
        for (Event one : rolling.heard()) rows.apply(new RolloutDecider().handle(rows, one));
        Decision decision = new RolloutDecider().handle(rows, event);
        assertThat(decision.changes()).isEmpty();
        return decision.ignored();
    }

    private static List<Event> of(Rolling rolling, Class<? extends Event> type) {
        return rolling.heard().stream().filter(type::isInstance).toList();
    }
}
