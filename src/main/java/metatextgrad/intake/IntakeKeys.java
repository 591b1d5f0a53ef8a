package metatextgrad.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.SnapshotId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TaskMix;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.PinnedShares;
import metatextgrad.model.state.PoolCount;
import metatextgrad.model.state.PoolPlace;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.TaskDue;
import metatextgrad.model.state.TaskOfInput;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one project's rows. Names chosen by users are percent-encoded, so that no project can
 * reach another's rows and keys sort as text in byte order.
 */
record IntakeKeys(ProjectId project) {
    RowKey<TaskSubmitted> task(TaskSubmitted task) {
        return task(task.set(), task.id());
    }

    RowKey<TaskSubmitted> task(@Nullable String set, TaskId id) {
        return tasks(set).key(encoded(id.value()));
    }

    RowPrefix<TaskSubmitted> tasks(@Nullable String set) {
        return all().prefix("task|" + (set == null ? "" : encoded(set)), TaskSubmitted.class);
    }

    /** Of a named set: the task that has this input. */
    RowKey<TaskOfInput> input(String set, String input) {
        return all().key(
                        "input|" + encoded(set) + "|" + ContentHash.of("input", input),
                        TaskOfInput.class);
    }

    RowKey<TaskSetCounted> count(String set) {
        return all().key("count|" + encoded(set), TaskSetCounted.class);
    }

    RowKey<Snapshot> snapshot(SnapshotId id) {
        return all().key("snapshot|" + id, Snapshot.class);
    }

    /** Exists from the write of a snapshot until the snapshot is read back. */
    RowKey<TaskSetCounted> freezing(SnapshotId id) {
        return all().key("freezing|" + id, TaskSetCounted.class);
    }

    /** The shares of the first snapshot. */
    RowKey<PinnedShares> shares() {
        return all().key("shares|", PinnedShares.class);
    }

    RowPrefix<BatchRequested> parked(String set) {
        return all().prefix("parked|" + encoded(set), BatchRequested.class);
    }

    RowPrefix<BatchRequested> parked(SnapshotSpec spec) {
        return parked(spec.set()).prefix(spec.id(), BatchRequested.class);
    }

    RowKey<BatchRequested> parked(BatchRequested request) {
        return parked(request.snapshot())
                .key(
                        ContentHash.of(
                                request.stepRef().trial(),
                                request.stepRef().step(),
                                request.stepRef().sample(),
                                request.split(),
                                request.range().from(),
                                request.range().to(),
                                request.draw()));
    }

    /** The last command to adapt; its settings bound the pool. */
    RowKey<AdaptStarted> adapt() {
        return all().key("adapt|", AdaptStarted.class);
    }

    /** Present while the project is stopped. */
    RowKey<AdaptStopped> stopped() {
        return all().key("stopped|", AdaptStopped.class);
    }

    /** The tasks of traffic that are kept. */
    RowPrefix<PooledTask> pool() {
        return all().prefix("pool", PooledTask.class);
    }

    RowKey<PooledTask> slot(int slot) {
        return pool().key("%08d".formatted(slot));
    }

    RowKey<PoolPlace> pooledId(TaskId id) {
        return all().key("pooled-id|" + encoded(id.value()), PoolPlace.class);
    }

    RowKey<PoolPlace> pooledInput(String input) {
        return all().key("pooled-input|" + ContentHash.of("input", input), PoolPlace.class);
    }

    RowKey<PoolCount> poolSize() {
        return all().key("pool-size|", PoolCount.class);
    }

    /** The slots of a group's tasks. */
    RowPrefix<PoolPlace> ofGroup(String group) {
        return all().prefix("pool-group|" + ContentHash.of("group", group), PoolPlace.class);
    }

    RowKey<PoolPlace> ofGroup(String group, int slot) {
        return ofGroup(group).key("%08d".formatted(slot));
    }

    RowKey<TrafficCount> traffic() {
        return all().key("traffic|", TrafficCount.class);
    }

    /** The tasks since the last window, by what their inputs show. */
    RowKey<TaskMix> mix() {
        return all().key("mix|", TaskMix.class);
    }

    /** Those of the windows with which the next one is compared. */
    RowPrefix<TaskMix> mixes() {
        return all().prefix("mixes", TaskMix.class);
    }

    /** The last comparison of a window with those before. */
    RowKey<MixCompared> compared() {
        return all().key("compared|", MixCompared.class);
    }

    /** Requests for tasks of traffic that the pool cannot fill yet. */
    RowPrefix<SetRequest> wanted() {
        return all().prefix("wanted", SetRequest.class);
    }

    RowKey<SetRequest> wanted(String set) {
        return wanted().key(encoded(set));
    }

    /** How many tasks of this split waiting requests lack at least. */
    RowPrefix<PoolCount> missing(Split split) {
        return all().prefix("missing|" + Text.lower(split), PoolCount.class);
    }

    RowKey<PoolCount> missing(Split split, String set) {
        return missing(split).key(encoded(set));
    }

    /** Sets drawn from the pool that were read back. */
    RowKey<SetClosed> closed(String set) {
        return closed().key(encoded(set));
    }

    RowPrefix<SetClosed> closed() {
        return all().prefix("closed", SetClosed.class);
    }

    /** The last window that has this normalised input; none once that window is deleted. */
    RowKey<TaskSetCounted> windowWith(String input) {
        return all().key("window-input|" + ContentHash.of("input", input), TaskSetCounted.class);
    }

    /** A task without a right answer. */
    RowKey<PooledTask> open(TaskId id) {
        return all().key("open|" + encoded(id.value()), PooledTask.class);
    }

    /** The tasks of a group that have no right answer. */
    RowPrefix<TaskDue> openOfGroup(String group) {
        return all().prefix("open-group|" + ContentHash.of("group", group), TaskDue.class);
    }

    RowKey<TaskDue> openOfGroup(String group, TaskId id) {
        return openOfGroup(group).key(encoded(id.value()));
    }

    RowKey<OpenAnswer> answer(TaskId id) {
        return all().key("answer|" + encoded(id.value()), OpenAnswer.class);
    }

    /** The tasks of a group whose answers are not judged yet. */
    RowPrefix<TaskDue> answersOfGroup(String group) {
        return all().prefix("answer-group|" + ContentHash.of("group", group), TaskDue.class);
    }

    RowKey<TaskDue> answerOfGroup(AnswerGiven given) {
        return answersOfGroup(given.group()).key(encoded(given.task().value()));
    }

    RowKey<OpenFeedback> feedback(TaskId id) {
        return all().key("feedback|" + encoded(id.value()), OpenFeedback.class);
    }

    /** The label of a task that has not arrived. */
    RowKey<TaskLabelled> label(TaskId id) {
        return all().key("label|" + encoded(id.value()), TaskLabelled.class);
    }

    /** A task with its right answer that the pool left out, until its answer is judged. */
    RowKey<PooledTask> leftOut(TaskId id) {
        return leftOut().key(encoded(id.value()));
    }

    RowPrefix<PooledTask> leftOut() {
        return all().prefix("left-out", PooledTask.class);
    }

    /** The tasks of a group that the pool left out. */
    RowPrefix<TaskDue> leftOutOfGroup(String group) {
        return all().prefix("left-out-group|" + ContentHash.of("group", group), TaskDue.class);
    }

    RowKey<TaskDue> leftOutOfGroup(String group, TaskId id) {
        return leftOutOfGroup(group).key(encoded(id.value()));
    }

    RowKey<AuditSet> audit() {
        return all().key("audit|", AuditSet.class);
    }

    /** Present for a while after an operator had a task dropped. */
    RowKey<TaskDue> forgotten(TaskId id) {
        return all().key("forgotten|" + encoded(id.value()), TaskDue.class);
    }

    /** What becomes due, in the order of time. */
    RowPrefix<TaskDue> due(Due kind) {
        return all().prefix("due|" + Text.lower(kind), TaskDue.class);
    }

    RowKey<TaskDue> due(Due kind, Instant at, TaskId id) {
        return due(kind).key("%019d|%s".formatted(at.toEpochMilli(), encoded(id.value())));
    }

    /** What becomes due. */
    enum Due {
        /** A served answer is judged. */
        ANSWER,
        /** A task without a right answer is dropped. */
        TASK,
        /** Feedback or a label finds nothing any more. */
        OPINION,
        /** The answer to a task that the pool left out was judged. */
        LEFT_OUT,
        /** A dropped task could arrive again. */
        FORGOTTEN,
        /** A task of the pool, at the time of its arrival. */
        POOLED
    }

    /** The inputs of a named set. */
    RowPrefix<TaskOfInput> inputs(String set) {
        return all().prefix("input|" + encoded(set), TaskOfInput.class);
    }

    private RowPrefix<Row> all() {
        return new RowPrefix<>(encoded(project.value()) + "|", Row.class);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8);
    }
}
