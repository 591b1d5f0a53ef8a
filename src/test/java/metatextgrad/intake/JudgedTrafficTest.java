package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.state.PooledTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Traffic without right answers, which a judge model scores. */
final class JudgedTrafficTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project JUDGE = Traffic.judgedBy(Mode.PROPOSE, false, false);
    private static final Project BOTH = Traffic.judgedBy(Mode.PROPOSE, true, false);
    private static final Duration WAIT = Duration.ofDays(7);

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();

    @Test
    void shouldMakeWindowsOfTasksWithoutRightAnswers() {
        start(JUDGE);
        handle(new WindowRequested(JUDGE, 1));
        for (int i = 0; i < 300; i++) handle(task(i, null, NOON));
        assertThat(closed().snapshot().train()).hasSizeBetween(30, 50);
        assertThat(closed().snapshot().val()).hasSizeBetween(80, 100);
    }

    @Test
    void shouldLetARightAnswerDecideNothingWithoutTruth() {
        start(JUDGE);
        handle(task(1, null, NOON));
        assertThat(handle(task(1, "right", NOON)).ignored())
                .containsExactly(IgnoreReason.DUPLICATE);
        assertThat(pooled()).extracting(one -> one.task().target()).containsOnlyNulls().hasSize(1);
        TaskLabelled label =
                new TaskLabelled(IntakeFixtures.PROJECT, new TaskId("t1"), "right", NOON, "ada");
        assertThat(handle(label).rejected())
                .isEqualTo(
                        "right answers are no evidence of project `%s`: add `truth` to `adapt.evidence` and start again"
                                .formatted(IntakeFixtures.PROJECT));
    }

    /** The judge only helps to train: validation and gate keep to right answers. */
    @Test
    void shouldTrainOnTasksWhoseRightAnswerDidNotCome() {
        start(BOTH);
        for (int i = 0; i < 100; i++) handle(task(i, null, NOON));
        assertThat(pooled()).isEmpty();
        handle(task(100, "right", NOON.plus(WAIT)));
        Set<Split> splits = new TreeSet<>();
        for (PooledTask one : pooled())
            if (one.task().target() == null) splits.add(one.task().split());
        assertThat(splits).containsExactly(Split.TRAIN);
        assertThat(pooled()).hasSize(1 + trained(100));
    }

    @Test
    void shouldTakeARightAnswerThatComesLaterStill() {
        start(BOTH);
        int train = 0;
        while (SplitRule.split(task(train, null, NOON).task(), SplitShares.DEFAULT) != Split.TRAIN)
            train++;
        handle(task(train, null, NOON));
        handle(task(1000, "right", NOON.plus(WAIT)));
        handle(task(train, "right", NOON.plus(WAIT)));
        assertThat(pooled())
                .extracting(one -> one.task().target(), one -> one.task().split())
                .containsOnly(tuple("right", null))
                .hasSize(2);
    }

    /** Tasks from a time without truth validate nothing later. */
    @Test
    void shouldDrawOnlyTasksThatHaveAScore() {
        start(JUDGE);
        for (int i = 0; i < 600; i++) handle(task(i, null, NOON));
        Project truth = Traffic.project();
        start(truth);
        handle(new WindowRequested(truth, 1, NOON));
        handle(new GateItemsRequested(truth, new VersionId("v"), new VersionId("w"), 1, 1, 32));
        for (int i = 600; i < 630; i++) handle(task(i, "right", NOON));
        assertThat(emitted).noneMatch(SetClosed.class::isInstance);
    }

    /** Feedback with a target needs the task, which the same question replaces. */
    @Test
    void shouldScoreByACorrectionOfATaskThatIsAskedAgain() {
        Project feedback = Traffic.judgedBy(Mode.PROPOSE, false, true);
        start(feedback);
        handle(task(1, null, NOON));
        handle(asked("t2", "question 1", null, NOON.plusSeconds(2)));
        handle(
                new AnswerGiven(
                        IntakeFixtures.PROJECT,
                        new TaskId("t1"),
                        "",
                        new VersionId("v"),
                        new Serial(3),
                        .8,
                        "Answer: red",
                        NOON));
        handle(new FeedbackGiven(IntakeFixtures.PROJECT, new TaskId("t1"), null, "red", "", NOON));
        handle(task(3, null, NOON.plus(Duration.ofHours(24))));
        assertThat(emitted)
                .filteredOn(TaskJudged.class::isInstance)
                .extracting(one -> ((TaskJudged) one).score())
                .containsExactly(1.);
    }

    private static int trained(int tasks) {
        int number = 0;
        for (int i = 0; i < tasks; i++)
            if (SplitRule.split(task(i, null, NOON).task(), SplitShares.DEFAULT) == Split.TRAIN)
                number++;
        return number;
    }

    private void start(Project project) {
        handle(new AdaptStarted(project, Prices.NONE, NOON, "ada"));
    }

    private SetClosed closed() {
        return emitted.stream()
                .filter(SetClosed.class::isInstance)
                .map(SetClosed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<PooledTask> pooled() {
        return rows.all(new IntakeKeys(IntakeFixtures.PROJECT).pool());
    }

    private Decision handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        return decision;
    }

    private static TaskArrived task(int number, @Nullable String target, Instant at) {
        return asked("t" + number, "question " + number, target, at);
    }

    private static TaskArrived asked(String id, String input, @Nullable String target, Instant at) {
        return new TaskArrived(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT, new TaskId(id), input, target, null, null, null),
                at);
    }
}
