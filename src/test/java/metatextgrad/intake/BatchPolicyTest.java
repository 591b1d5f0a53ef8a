package metatextgrad.intake;

import static java.util.Objects.requireNonNull;
import static metatextgrad.intake.IntakeFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import metatextgrad.model.Failure;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BatchPolicyTest {
    private final Map<String, TaskSubmitted> tasks = new TreeMap<>();

    @Test
    void shouldTrainOnEveryTaskOnceBeforeOneComesAgain() {
        Snapshot snapshot = snapshot(7, 0);
        List<TaskId> seen = new ArrayList<>();
        for (int step = 1; step <= 7; step++) {
            TaskBatch batch = fill(trainRequest(snapshot, step), snapshot);
            assertThat(batch.first()).isZero();
            assertThat(batch.of()).isEqualTo(7);
            batch.tasks().forEach(task -> seen.add(task.id()));
        }
        for (int epoch = 0; epoch < 3; epoch++)
            assertThat(seen.subList(epoch * 7, epoch * 7 + 7)).doesNotHaveDuplicates();
        assertThat(seen.subList(0, 7)).isNotEqualTo(seen.subList(7, 14));
    }

    @Test
    void shouldGiveEveryRivalTheSameTasks() {
        Snapshot snapshot = snapshot(7, 0);
        TaskBatch one = fill(trainRequest(snapshot, 2), snapshot);
        TaskBatch other = fill(trainRequest(snapshot, 2), snapshot);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void shouldClipAValidationRangeToTheList() {
        Snapshot snapshot = snapshot(0, 5);
        TaskBatch batch = fill(request(snapshot.spec(), 0, Split.VAL, 3, 64, -1), snapshot);
        assertThat(batch.tasks())
                .extracting(TaskSubmitted::id)
                .isEqualTo(snapshot.val().subList(3, 5));
        assertThat(batch.first()).isEqualTo(3);
        assertThat(batch.of()).isEqualTo(5);
    }

    @Test
    @DisplayName("FAULT 38: a batch ends at 512 KB, and the next batch has the rest")
    void shouldEndAt512KilobytesAndGoOnFromThere() {
        Snapshot snapshot = snapshot(3, 0);
        snapshot.train().forEach(id -> tasks.put(id.value(), large(id)));
        TaskBatch head = fill(request(snapshot.spec(), 2, Split.TRAIN, 3, 6, -1), snapshot);
        TaskBatch rest =
                fill(
                        request(snapshot.spec(), 2, Split.TRAIN, 3 + head.tasks().size(), 6, -1),
                        snapshot);
        assertThat(head.tasks()).hasSize(2);
        assertThat(rest.tasks()).hasSize(1);
        assertThat(rest.first()).isEqualTo(2);
        TreeSet<String> all = new TreeSet<>();
        head.tasks().forEach(task -> all.add(task.id().value()));
        rest.tasks().forEach(task -> all.add(task.id().value()));
        assertThat(all).hasSize(3);
    }

    @Test
    void shouldDrawFromTheTrainListInARing() {
        Snapshot snapshot = snapshot(4, 2);
        TaskBatch batch = fill(request(snapshot.spec(), 0, Split.VAL, 0, 0, 6), snapshot);
        assertThat(batch.tasks()).isEmpty();
        assertThat(batch.refused()).isNull();
        assertThat(requireNonNull(batch.draw()).id()).isEqualTo(snapshot.train().get(2));
    }

    @Test
    void shouldRefuseWhatNeverCanBeFilled() {
        Snapshot snapshot = snapshot(2, 0);
        assertThat(fill(trainRequest(snapshot, 1), snapshot).refused())
                .isEqualTo(
                        new Failure.Infrastructure("the train split has 2 tasks, a batch needs 3"));
        assertThat(fill(request(snapshot.spec(), 1, Split.VAL, 0, 64, -1), snapshot).refused())
                .isEqualTo(new Failure.Infrastructure("the val split of set `set` is empty"));
        assertThat(fill(request(snapshot(0, 1).spec(), 0, Split.VAL, 0, 0, 1), snapshot(0, 1)))
                .extracting(TaskBatch::refused)
                .isEqualTo(
                        new Failure.Infrastructure(
                                "the train split is empty, so no pair can be drawn from it"));
    }

    @Test
    void shouldWaitForATaskThatIsNotIn() {
        Snapshot snapshot = snapshot(3, 0);
        tasks.clear();
        assertThat(BatchPolicy.fill(trainRequest(snapshot, 1), snapshot, this::find)).isEmpty();
    }

    private Snapshot snapshot(int train, int val) {
        List<TaskId> ids =
                IntStream.range(0, train + val).mapToObj(i -> new TaskId("t" + i)).toList();
        for (int i = 0; i < ids.size(); i++)
            tasks.put(ids.get(i).value(), IntakeFixtures.task("set", i, null));
        SnapshotSpec spec = IntakeFixtures.spec("set", List.copyOf(tasks.values()));
        return new Snapshot(
                spec, ids.subList(0, train), ids.subList(train, train + val), List.of(), List.of());
    }

    private static TaskSubmitted large(TaskId id) {
        return new TaskSubmitted(
                IntakeFixtures.PROJECT,
                id,
                "é".repeat(100_000),
                "x".repeat(50_000),
                "set",
                null,
                null);
    }

    private static BatchRequested trainRequest(Snapshot snapshot, int step) {
        return request(snapshot.spec(), step, Split.TRAIN, 3 * step - 3, 3 * step, -1);
    }

    private TaskBatch fill(BatchRequested request, Snapshot snapshot) {
        return BatchPolicy.fill(request, snapshot, this::find).orElseThrow();
    }

    private @org.jspecify.annotations.Nullable TaskSubmitted find(TaskId id) {
        return tasks.get(id.value());
    }
}
