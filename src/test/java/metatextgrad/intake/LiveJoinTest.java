package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.state.PooledTask;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers, right answers and feedback join their tasks, and each answer is judged once. */
final class LiveJoinTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration AGE = Duration.ofHours(24);

    /** Tasks whose hash puts them into these splits. */
    private static final int TRAIN = first(Split.TRAIN);

    private static final int VAL = first(Split.VAL);

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();

    @Test
    void shouldJudgeAnAnswerAtItsAgeByTheRightAnswer() {
        start(Missing.IGNORE);
        handle(task(1, "right"));
        handle(answer(1, "right"));
        handle(feedback(1, 0.));
        pass(AGE.minusSeconds(1));
        assertThat(judged()).isEmpty();
        pass(AGE);
        assertThat(judged())
                .singleElement()
                .satisfies(
                        judged -> {
                            assertThat(judged.score()).isEqualTo(1);
                            assertThat(judged.evidence()).isEqualTo(Evidence.TRUTH);
                            assertThat(judged.served()).isEqualTo(NOON);
                            assertThat(judged.serial()).isEqualTo(new Serial(3));
                        });
        pass(AGE.multipliedBy(3));
        assertThat(judged()).hasSize(1);
        assertThat(traffic().judged()).isEqualTo(1);
    }

    @Test
    void shouldJudgeByFeedbackWhereNoRightAnswerIsKnown() {
        start(Missing.BAD);
        handle(task(1, null));
        handle(answer(1, "something"));
        handle(feedback(1, .25));
        pass(AGE);
        assertThat(judged()).extracting(TaskJudged::score).containsExactly(.25);
        assertThat(judged()).extracting(TaskJudged::evidence).containsExactly(Evidence.FEEDBACK);
    }

    /** The pool has each question once. Questions of many users would not count otherwise. */
    @Test
    void shouldJudgeTheAnswerToAQuestionThatAnotherUserAskedBefore() {
        start(Missing.IGNORE);
        handle(grouped(1, "ada", "right"));
        handle(asked("t2", "question 1", "bob", "right"));
        handle(answer(2, "wrong"));
        handle(answer(3, "right"));
        handle(asked("t3", "question 1", "eve", "right"));
        pass(AGE);
        assertThat(judged())
                .extracting(one -> one.task().value() + " " + one.score() + " " + one.evidence())
                .containsExactly("t2 0.0 TRUTH", "t3 1.0 TRUTH");
        pass(AGE.multipliedBy(2).plusSeconds(1));
        assertThat(rows.all(keys().leftOut())).isEmpty();
    }

    /** The pool has each question once, so the second one takes the place of the first. */
    @Test
    void shouldJudgeTheAnswerToAQuestionThatIsAskedAgainBeforeItsAnswer() {
        start(Missing.IGNORE);
        handle(asked("t1", "question 1", "ada", "right"));
        handle(later(asked("t2", "question 1", "ada", "right"), Duration.ofSeconds(2)));
        handle(answer(1, "right"));
        handle(answer(2, "wrong"));
        pass(AGE);
        assertThat(judged())
                .extracting(one -> one.task().value() + " " + one.score() + " " + one.evidence())
                .containsExactly("t1 1.0 TRUTH", "t2 0.0 TRUTH");
        pass(AGE.plusSeconds(2));
        assertThat(rows.all(keys().leftOut())).isEmpty();
    }

    @Test
    void shouldForgetWhatThePoolLeftOut() {
        start(Missing.IGNORE);
        handle(grouped(1, "ada", "right"));
        handle(asked("t2", "question 1", "bob", "right"));
        assertThat(rows.all(keys().leftOut())).hasSize(1);
        handle(new GroupForgotten(IntakeFixtures.PROJECT, "bob", NOON, "ada"));
        assertThat(rows.all(keys().leftOut())).isEmpty();
        assertThat(rows.startingWith("words%7C1|left-out-group|")).isEmpty();
    }

    /** A project may have a million open answers, each with its output. */
    @Test
    void shouldReadNoAnswersOfOtherGroupsToForgetOne() {
        start(Missing.IGNORE);
        for (int i = 0; i < 20; i++) {
            handle(given(i, i % 10 == 5 ? "ada" : "user " + i, "right"));
            handle(asked("l" + i, "question -1", i % 10 == 6 ? "ada" : "user " + i, "right"));
        }
        RecordedReads reads = new RecordedReads(rows);
        rows.apply(
                decider.handle(
                        reads, new GroupForgotten(IntakeFixtures.PROJECT, "ada", NOON, "eve")));
        assertThat(reads.read("words%7C1|answer|"))
                .containsExactly("words%7C1|answer|t15", "words%7C1|answer|t5");
        assertThat(reads.read("words%7C1|left-out|"))
                .containsExactly("words%7C1|left-out|l16", "words%7C1|left-out|l6");
        assertThat(rows.startingWith("words%7C1|answer|")).hasSize(18);
        assertThat(rows.startingWith("words%7C1|answer-group|")).hasSize(18);
        assertThat(rows.startingWith("words%7C1|left-out|")).hasSize(18);
        pass(AGE.plusSeconds(1));
        assertThat(rows.startingWith("words%7C1|answer-group|")).isEmpty();
        assertThat(rows.startingWith("words%7C1|left-out-group|")).isEmpty();
    }

    /** In a busy hour another event would have ended the wait before it came. */
    @Test
    void shouldCountNothingThatComesAfterTheAgeOfTheAnswer() {
        start(Missing.GOOD);
        handle(task(1, null));
        handle(answer(1, "something"));
        handle(answer(2, "something"));
        handle(new FeedbackGiven(IntakeFixtures.PROJECT, id(1), 0., null, "", NOON.plus(AGE)));
        handle(new TaskArrived(grouped(2, null, "right").task(), NOON.plus(AGE.plusSeconds(1))));
        assertThat(judged())
                .extracting(one -> one.task().value() + " " + one.score() + " " + one.evidence())
                .containsExactly("t1 1.0 FEEDBACK", "t2 1.0 FEEDBACK");
    }

    @Test
    void shouldCountACorrectionThatThePoolLeftOut() {
        start(Missing.GOOD);
        handle(asked("t1", "question " + TRAIN, null, "right"));
        handle(asked("t" + TRAIN, "question " + TRAIN, null, null));
        handle(new FeedbackGiven(IntakeFixtures.PROJECT, id(TRAIN), null, "mine", "", NOON));
        handle(answer(TRAIN, "right"));
        pass(AGE);
        assertThat(judged())
                .extracting(one -> one.task().value() + " " + one.score() + " " + one.evidence())
                .containsExactly("t" + TRAIN + " 0.0 FEEDBACK");
    }

    /** Anyone may write feedback; a right answer stays one. */
    @Test
    void shouldKeepARightAnswerThatAUserCorrects() {
        start(Missing.IGNORE);
        handle(asked("t1", "question " + TRAIN, null, "right"));
        handle(asked("t" + TRAIN, "question " + TRAIN, null, null));
        handle(new FeedbackGiven(IntakeFixtures.PROJECT, id(TRAIN), null, "mine", "", NOON));
        assertThat(pooled())
                .extracting(one -> one.task().target() + " " + one.task().split())
                .containsExactly("right null");
    }

    @Test
    void shouldScoreAnAnswerByTheAnswerThatAUserConsidersRight() {
        start(Missing.IGNORE);
        handle(task(VAL, null));
        handle(answer(VAL, "red"));
        handle(new FeedbackGiven(IntakeFixtures.PROJECT, id(VAL), null, "red", "", NOON));
        pass(AGE);
        assertThat(judged()).extracting(TaskJudged::score).containsExactly(1.);
        assertThat(judged()).extracting(TaskJudged::evidence).containsExactly(Evidence.FEEDBACK);
    }

    @Test
    void shouldCountMissingFeedbackAsTheProjectStates() {
        for (Missing missing : Missing.values()) {
            LiveJoinTest other = new LiveJoinTest();
            other.start(missing);
            other.handle(answer(1, "something"));
            other.pass(AGE);
            assertThat(other.judged().stream().map(TaskJudged::score).toList())
                    .isEqualTo(
                            switch (missing) {
                                case IGNORE -> List.of();
                                case GOOD -> List.of(1.);
                                case BAD -> List.of(0.);
                            });
        }
    }

    @Test
    void shouldCountTheFirstAnswerAndTheFirstFeedbackOfATask() {
        start(Missing.IGNORE);
        handle(answer(1, "one"));
        assertThat(handle(answer(1, "one")).ignored()).containsExactly(IgnoreReason.DUPLICATE);
        assertThat(handle(answer(1, "two")).rejected())
                .isEqualTo("task `t1` has another answer, of version v: the first one counts");
        handle(feedback(1, 1.));
        assertThat(handle(feedback(1, 1.)).ignored()).containsExactly(IgnoreReason.DUPLICATE);
        assertThat(handle(feedback(1, 0.)).rejected())
                .isEqualTo("task `t1` has other feedback: the first one counts");
        pass(AGE);
        assertThat(judged()).extracting(TaskJudged::score).containsExactly(1.);
    }

    @Test
    void shouldRefuseWhatComesTooLateOrForAProjectThatDoesNotAdapt() {
        assertThat(handle(answer(1, "one")).rejected())
                .isEqualTo("project `words|1` does not adapt: mtg adapt start words|1");
        assertThat(handle(feedback(1, 1.)).rejected()).contains("does not adapt");
        start(Missing.IGNORE);
        pass(AGE.multipliedBy(400));
        assertThat(handle(answer(1, "one")).rejected()).contains("report answers when they are");
        assertThat(judged()).isEmpty();
    }

    @Test
    void shouldCountFeedbackThatFindsNothing() {
        start(Missing.IGNORE);
        handle(feedback(77, 1.));
        pass(Duration.ofDays(7).minusSeconds(1));
        assertThat(traffic().unjoined()).isZero();
        pass(Duration.ofDays(7));
        assertThat(traffic().unjoined()).isEqualTo(1);
    }

    @Test
    void shouldTakeALateRightAnswerIntoThePool() {
        start(Missing.IGNORE);
        handle(task(VAL, null));
        assertThat(traffic().open()).isEqualTo(1);
        assertThat(pooled()).isEmpty();
        handle(task(VAL, "right"));
        assertThat(traffic().open()).isZero();
        assertThat(pooled())
                .extracting(PooledTask::task)
                .containsExactly(task(VAL, "right").task());
    }

    @Test
    void shouldDropATaskThatGetsNoRightAnswerInTime() {
        start(Missing.IGNORE);
        handle(task(VAL, null));
        pass(Duration.ofDays(7));
        assertThat(traffic().open()).isZero();
        assertThat(handle(task(VAL, "right")).rejected()).isNull();
        assertThat(pooled()).hasSize(1);
    }

    @Test
    void shouldTrainOnCorrectionsOfUsersAndNeverValidateOnThem() {
        start(Missing.IGNORE);
        for (int number : List.of(TRAIN, VAL)) {
            handle(task(number, null));
            handle(
                    new FeedbackGiven(
                            IntakeFixtures.PROJECT, id(number), null, "corrected", "", NOON));
        }
        assertThat(pooled())
                .singleElement()
                .satisfies(
                        pooled -> {
                            assertThat(pooled.task().id()).isEqualTo(id(TRAIN));
                            assertThat(pooled.task().target()).isEqualTo("corrected");
                            assertThat(pooled.task().split()).isEqualTo(Split.TRAIN);
                        });
        handle(answer(TRAIN, "corrected"));
        pass(AGE);
        assertThat(judged()).extracting(TaskJudged::evidence).containsExactly(Evidence.FEEDBACK);
    }

    @Test
    void shouldTakeALabelAsRightOnlyIfAnAuditDrewTheTask() {
        start(Missing.IGNORE);
        int before = next(Split.VAL, VAL + 1);
        handle(task(before, null));
        handle(new AuditSet(IntakeFixtures.PROJECT, 1, NOON, "ada"));
        handle(later(task(VAL, null), Duration.ofMillis(1)));
        handle(label(VAL));
        handle(label(before));
        assertThat(pooled())
                .extracting(one -> one.task().id() + " " + one.task().target())
                .containsExactly("t" + VAL + " labelled");
        handle(new AuditSet(IntakeFixtures.PROJECT, 0, NOON, "ada"));
        int next = next(Split.VAL, before + 1);
        handle(label(next));
        handle(later(task(next, null), Duration.ofMillis(1)));
        assertThat(pooled()).hasSize(1);
        assertThat(traffic().open()).isEqualTo(2);
    }

    @Test
    void shouldForgetTheTasksOfAGroup() {
        start(Missing.IGNORE);
        for (int i = 0; i < 40; i++) {
            String user = "user " + i % 4;
            handle(grouped(i, user, "right"));
            handle(grouped(100 + i, user, null));
        }
        handle(new GroupForgotten(IntakeFixtures.PROJECT, "user 2", NOON, "ada"));
        assertThat(pooled())
                .hasSize(30)
                .allMatch(one -> !"user 2".equals(one.task().group()))
                .extracting(one -> one.task().id())
                .doesNotHaveDuplicates();
        assertThat(traffic().open()).isEqualTo(30);
        assertThat(rows.startingWith("").toString()).doesNotContain("user 2");
        handle(grouped(200, "user 1", "right"));
        assertThat(pooled()).hasSize(31);
        assertThat(handle(task(102, "right")).ignored()).containsExactly(IgnoreReason.STALE);
        assertThat(handle(task(2, "right")).ignored()).containsExactly(IgnoreReason.STALE);
        pass(Duration.ofDays(7));
        assertThat(rows.keys(keys().due(IntakeKeys.Due.FORGOTTEN))).isEmpty();
        handle(task(2, "right"));
        assertThat(pooled()).hasSize(32);
    }

    @Property(tries = 100)
    void shouldJudgeAlikeInAnyOrder(@ForAll long seed) {
        assertThat(played(new Random(seed))).isEqualTo(played(null));
    }

    private static TreeSet<String> played(@Nullable Random order) {
        List<Event> history = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            history.add(task(i, i % 3 == 0 ? "right" : null));
            history.add(answer(i, i % 2 == 0 ? "right" : "wrong"));
            if (i % 4 == 1) history.add(feedback(i, .5));
            if (i % 4 == 2)
                history.add(
                        new FeedbackGiven(IntakeFixtures.PROJECT, id(i), null, "right", "", NOON));
            if (i % 5 == 4) history.add(label(i));
        }
        LiveJoinTest test = new LiveJoinTest();
        test.start(Missing.BAD);
        if (order != null) {
            Collections.shuffle(history, order);
            history.addAll(history.subList(0, 10));
        }
        history.forEach(test::handle);
        test.pass(AGE);
        TreeSet<String> all = new TreeSet<>();
        test.judged().forEach(one -> all.add(one.toString()));
        test.pooled().forEach(one -> all.add(one.task().toString()));
        all.add("open " + test.traffic().open());
        return all;
    }

    private void start(Missing missing) {
        Project project = Traffic.judging(missing);
        handle(new AdaptStarted(project, Prices.NONE, NOON, "ada"));
        handle(task(-1, "right"));
        rows.apply(decider.handle(rows, task(-1, "right")));
        emitted.clear();
    }

    /** Another task arrives at this time. */
    private void pass(Duration time) {
        handle(
                new TaskArrived(
                        new TaskSubmitted(
                                IntakeFixtures.PROJECT,
                                new TaskId("later"),
                                "later",
                                "right",
                                null,
                                null,
                                null),
                        NOON.plus(time)));
    }

    private Decision handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        return decision;
    }

    private List<TaskJudged> judged() {
        return emitted.stream()
                .filter(TaskJudged.class::isInstance)
                .map(TaskJudged.class::cast)
                .toList();
    }

    /** The tasks of the pool, without those that only let time pass. */
    private List<PooledTask> pooled() {
        return rows.all(keys().pool()).stream()
                .filter(one -> !one.task().id().value().matches("later|t-1"))
                .toList();
    }

    private TrafficCount traffic() {
        return rows.get(keys().traffic());
    }

    private static IntakeKeys keys() {
        return new IntakeKeys(IntakeFixtures.PROJECT);
    }

    private static int first(Split split) {
        return next(split, 1000);
    }

    private static int next(Split split, int from) {
        int number = from;
        while (SplitRule.split(task(number, null).task(), SplitShares.DEFAULT) != split) number++;
        return number;
    }

    private static TaskArrived task(int number, @Nullable String target) {
        return grouped(number, null, target);
    }

    private static TaskArrived grouped(
            int number, @Nullable String group, @Nullable String target) {
        return new TaskArrived(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT,
                        id(number),
                        "question " + number,
                        target,
                        null,
                        null,
                        group),
                NOON);
    }

    private static TaskArrived asked(
            String id, String input, @Nullable String group, @Nullable String target) {
        return new TaskArrived(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT, new TaskId(id), input, target, null, null, group),
                NOON);
    }

    private static TaskArrived later(TaskArrived arrived, Duration time) {
        return new TaskArrived(arrived.task(), arrived.at().plus(time));
    }

    private static AnswerGiven answer(int number, String output) {
        return given(number, "", output);
    }

    private static AnswerGiven given(int number, String group, String output) {
        return new AnswerGiven(
                IntakeFixtures.PROJECT,
                id(number),
                group,
                new VersionId("v"),
                new Serial(3),
                .8,
                "Answer: " + output,
                NOON);
    }

    private static FeedbackGiven feedback(int number, double score) {
        return new FeedbackGiven(IntakeFixtures.PROJECT, id(number), score, null, "", NOON);
    }

    private static TaskLabelled label(int number) {
        return new TaskLabelled(IntakeFixtures.PROJECT, id(number), "labelled", NOON, "ada");
    }

    private static TaskId id(int number) {
        return new TaskId("t" + number);
    }
}
