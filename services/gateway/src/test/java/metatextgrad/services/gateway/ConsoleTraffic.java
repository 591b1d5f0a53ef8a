package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.SampleState.NOON;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.topics.Topics;

/** One task of the traffic behind {@link ConsoleState}, in all topics that have it. */
record ConsoleTraffic(ConsoleState state, MemoryRecords records) {
    static final TaskId TASK = ConsoleRecords.task(1, 1);

    void fill() {
        TaskSubmitted task = task(TASK);
        records.add(Topics.TASKS, task, at(0));
        records.add(Topics.TASKS, task(new TaskId("other")), at(0));
        records.add(new TaskArrived(task, at(0)), at(0));
        AnswerGiven answer =
                new AnswerGiven(
                        DYCK,
                        TASK,
                        "user-7",
                        state.id(DYCK, state.first()),
                        new Serial(2),
                        .9,
                        "} ] )" + state.mark(),
                        at(1));
        records.add(Topics.ANSWERS, answer, at(1));
        records.add(Topics.INTAKE_INBOX, answer, at(1));
        FeedbackGiven feedback =
                new FeedbackGiven(
                        DYCK,
                        TASK,
                        0.,
                        null,
                        "wrong, write to ada@example.org" + state.mark(),
                        at(2));
        records.add(Topics.INTAKE_INBOX, feedback, at(2));
        records.add(new TaskLabelled(DYCK, TASK, "> } ]" + state.mark(), at(3), "ada"), at(3));
        records.add(
                new TaskJudged(
                        DYCK,
                        TASK,
                        "user-7",
                        state.id(DYCK, state.first()),
                        new Serial(2),
                        .9,
                        at(1),
                        0,
                        TaskJudged.Evidence.TRUTH),
                at(4));
        records.add(
                new SetClosed(
                        new Snapshot(
                                new SnapshotSpec(
                                        DYCK,
                                        "window-3",
                                        1,
                                        "hash",
                                        SeveralNodesTest.project().shares()),
                                List.of(TASK),
                                List.of(),
                                List.of(),
                                List.of()),
                        300,
                        at(5)),
                at(5));
        records.add(
                new DeadLetter(
                        "mtg.tasks",
                        0,
                        7,
                        "intake",
                        "malformed",
                        "input must be a text" + state.mark(),
                        bytes("user-7" + state.mark()),
                        bytes(
                                "{\"project\":\"dyck\",\"input\":7,\"mail\":\"ada@example.org\"}"
                                        + state.mark()),
                        new KeptHeaders(
                                List.of(
                                        new KeptHeaders.Header("mtg-project", bytes("dyck")),
                                        new KeptHeaders.Header(
                                                "x" + state.mark(), bytes(state.mark()))),
                                0)),
                at(6));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private TaskSubmitted task(TaskId id) {
        return new TaskSubmitted(
                DYCK, id, "( [ { <" + state.mark(), null, null, null, "user-7" + state.mark());
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
