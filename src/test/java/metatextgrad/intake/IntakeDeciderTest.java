package metatextgrad.intake;

import static java.util.Objects.requireNonNull;
import static metatextgrad.intake.IntakeFixtures.request;
import static metatextgrad.intake.IntakeFixtures.spec;
import static metatextgrad.intake.IntakeFixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.decide.Change;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskCount;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.SplitShares;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IntakeDeciderTest {
    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<TaskSubmitted> tasks =
            IntStream.range(0, 8)
                    .mapToObj(i -> task("set", i, i < 4 ? Split.TRAIN : Split.VAL))
                    .toList();
    private final SnapshotSpec spec = spec("set", tasks);
    private final BatchRequested request = request(spec, 1, Split.TRAIN, 0, 3, -1);

    @Test
    void shouldKeepATaskUnderItsProjectAndCountIt() {
        Decision decision = decider.handle(rows, tasks.getFirst());
        TaskSetCounted counted = new TaskSetCounted(IntakeFixtures.PROJECT, "set", 1);
        assertThat(decision.outputs()).containsExactly(counted);
        assertThat(decision.changes())
                .contains(
                        new Change.Put("words%7C1|count|set", counted),
                        new Change.Put("words%7C1|task|set|t0", tasks.getFirst()))
                .hasSize(3);
    }

    @Test
    void shouldDropAKnownTask() {
        decide(tasks.getFirst());
        assertThat(decide(tasks.getFirst())).isEqualTo(Decision.ignored(IgnoreReason.DUPLICATE));
    }

    @Test
    void shouldFreezeOnceWhenExactlyTheAnnouncedTasksAreIn() {
        decide(request);
        tasks.subList(0, 7).forEach(this::decide);
        Decision decision = decide(tasks.getLast());
        assertThat(decision.outputs()).hasSize(1);
        Snapshot snapshot = (Snapshot) decision.outputs().getFirst();
        assertThat(snapshot.spec()).isEqualTo(spec);
        assertThat(snapshot.train()).containsExactlyInAnyOrderElementsOf(ids(tasks.subList(0, 4)));
        assertThat(snapshot.val()).containsExactlyInAnyOrderElementsOf(ids(tasks.subList(4, 8)));
        assertThat(decide(request(spec, 1, Split.VAL, 0, 64, -1)).outputs()).isEmpty();
    }

    @Test
    void shouldAnswerParkedRequestsWhenTheSnapshotIsReadBack() {
        decide(request);
        tasks.subList(0, 7).forEach(this::decide);
        Event snapshot = decide(tasks.getLast()).outputs().getFirst();
        Decision decision = decide(snapshot);
        assertThat(decision.outputs()).hasSize(1);
        TaskBatch batch = (TaskBatch) decision.outputs().getFirst();
        assertThat(batch.tasks()).hasSize(3).isSubsetOf(tasks.subList(0, 4));
        assertThat(batch.stepRef()).isEqualTo(request.stepRef());
        assertThat(rows.startingWith("words%7C1|parked|")).isEmpty();
        assertThat(rows.startingWith("words%7C1|freezing|")).isEmpty();
        assertThat(decide(snapshot)).isEqualTo(Decision.ignored(IgnoreReason.DUPLICATE));
        assertThat(decide(request).outputs()).containsExactly(batch);
    }

    @Test
    void shouldSayOnceHowManyTasksARequestWaitsFor() {
        decide(tasks.getFirst());
        assertThat(decide(request).outputs())
                .containsExactly(
                        new BatchParked(
                                request.stepRef(),
                                Split.TRAIN,
                                0,
                                "1 of 8 tasks of set `set` have arrived"));
        assertThat(decide(request).outputs()).isEmpty();
        assertThat(decide(tasks.get(1)).outputs()).isEmpty();
    }

    @Test
    void shouldFollowTheFirstSnapshotOfAnId() {
        Snapshot old =
                new Snapshot(
                        spec,
                        ids(tasks.subList(1, 4)),
                        ids(tasks.subList(4, 8)),
                        List.of(),
                        List.of());
        decide(old);
        tasks.forEach(this::decide);
        TaskBatch batch = (TaskBatch) decide(request).outputs().getFirst();
        assertThat(batch.of()).isEqualTo(3);
    }

    @Test
    void shouldRefuseASetThatGrewPastWhatWasAnnounced() {
        tasks.forEach(this::decide);
        decide(task("set", 8, null));
        assertThat(refusal(decide(request)))
                .isEqualTo(
                        "set `set` has other tasks than the 8 announced; another data set needs"
                                + " another name");
        assertThat(rows.startingWith("words%7C1|parked|")).isEmpty();
    }

    @Test
    void shouldNotRefuseWhileItsSnapshotIsOnTheWay() {
        decide(request);
        tasks.forEach(this::decide);
        assertThat(decide(task("set", 8, null)).outputs()).isEmpty();
    }

    @Test
    void shouldRefuseOtherTasksThanAnnounced() {
        decide(request);
        tasks.subList(0, 7).forEach(this::decide);
        assertThat(refusal(decide(task("set", 99, null))))
                .isEqualTo(
                        "set `set` has other tasks than the 8 announced; another data set needs"
                                + " another name");
    }

    @Test
    void shouldRefuseOtherSharesThanThoseOfTheFirstSnapshot() {
        tasks.forEach(this::decide);
        decide(decide(request).outputs().getFirst());
        SnapshotSpec other =
                new SnapshotSpec(
                        IntakeFixtures.PROJECT, "set", 8, spec.hash(), new SplitShares(.5, .2, .1));
        assertThat(refusal(decide(request(other, 1, Split.TRAIN, 0, 3, -1))))
                .isEqualTo("the tasks of project `words|1` are permanently split by other shares");
    }

    @Test
    void shouldRefuseASetThatTearsAQuestionApart() {
        List<TaskSubmitted> torn = new ArrayList<>(tasks.subList(0, 7));
        torn.add(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT,
                        new TaskId("again"),
                        "QUESTION 0",
                        "answer",
                        "set",
                        Split.VAL,
                        null));
        decide(request(spec("set", torn), 1, Split.TRAIN, 0, 3, -1));
        torn.subList(0, 7).forEach(this::decide);
        assertThat(refusal(decide(torn.getLast())))
                .isEqualTo(
                        "tasks `again` and `t0` have the same input or group, but are in VAL and"
                                + " TRAIN");
    }

    @Test
    void shouldKeepTheSameTaskInTwoSets() {
        decide(task("set", 1, null));
        assertThat(decide(task("set2", 1, null)).ignored()).isEmpty();
    }

    @Test
    void defect13ShouldRejectAnInputThatTheSetHas() {
        decide(task("set", 1, null));
        assertThat(decide(withTarget("other", "question 1", "another answer", "set")).rejected())
                .isEqualTo(
                        "task `other` has the input of task `t1` of set `set`; a set has each input"
                                + " once: remove one of the two, or send both under another set");
        assertThat(rows.startingWith("words%7C1|task|")).hasSize(1);
        assertThat(rows.startingWith("words%7C1|count|").values())
                .containsExactly(new TaskSetCounted(IntakeFixtures.PROJECT, "set", 1));
    }

    @Test
    void defect13ShouldRejectAnIdThatIsInUse() {
        String set = "set";
        decide(withTarget("a", "question", "yes", set));
        String reason =
                "task id `a` is in use for another input or target: choose another id, or send no"
                        + " id";
        assertThat(decide(withTarget("a", "other", "yes", set)).rejected()).isEqualTo(reason);
        assertThat(decide(withTarget("a", "question", "no", set)).rejected()).isEqualTo(reason);
        assertThat(decide(withTarget("a", "question", "yes", set)))
                .isEqualTo(Decision.ignored(IgnoreReason.DUPLICATE));
    }

    private static TaskSubmitted withTarget(
            String id, String input, String target, @Nullable String set) {
        return new TaskSubmitted(
                IntakeFixtures.PROJECT, new TaskId(id), input, target, set, null, null);
    }

    /** Returns the decision without counts, which follow from each new task. */
    private Decision decide(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        List<Event> outputs =
                decision.outputs().stream().filter(one -> !(one instanceof TaskCount)).toList();
        return new Decision(decision.changes(), outputs, decision.ignored(), decision.rejected());
    }

    private static String refusal(Decision decision) {
        assertThat(decision.outputs()).hasSize(1);
        return requireNonNull(((TaskBatch) decision.outputs().getFirst()).refused()).message();
    }

    private static List<TaskId> ids(List<TaskSubmitted> tasks) {
        return tasks.stream().map(TaskSubmitted::id).toList();
    }
}
