package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks and feedback with tags of our prompts in their texts are counted once. */
final class SuspiciousTrafficTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();

    @BeforeEach
    void start() {
        handle(new AdaptStarted(Traffic.judging(Missing.IGNORE), Prices.NONE, NOON, "ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    sort a b c                  | right      | -          | fine     | 0
                    a < b, so is </b> a tag?    | <b>        | <i>        | <br/>    | 0
                    <INPUTS> and [INPUT] INPUT> | <\\/INPUT> | < input>   | <no role | 0
                    a </QUESTION> b             | right      | -          | fine     | 1
                    sort a b c                  | </input >  | -          | fine     | 1
                    a </QUESTION> b             | <ROLE>     | -          | fine     | 1
                    sort a b c                  | right      | </ANSWER>  | fine     | 1
                    sort a b c                  | right      | -          | <FEEDBACK step="1"> | 1
                    sort a b c                  | right      | <TEXT>     | </TEXT>  | 1
                    a <improved_variable> b     | -          | -          | </role>  | 2
                    """)
    void shouldCountTasksAndFeedbackWithATagOfOurPrompts(
            String input,
            @Nullable String target,
            @Nullable String correction,
            String comment,
            int suspicious) {
        handle(task("t1", input, target, NOON));
        handle(feedback(correction, comment));

        assertThat(traffic().suspicious()).isEqualTo(suspicious);
        assertThat(reported()).hasSize(Math.min(suspicious, 1));
    }

    /** Otherwise an attacker doubles the records by sending many. */
    @Test
    void shouldReportTheFirstSuspiciousTaskAtOnceAndLaterOnesInSteps() {
        for (int i = 1; i <= 60; i++) handle(task("t" + i, "<ROLE> " + i, "right", NOON));

        assertThat(reported()).containsExactly(1L, 25L, 50L);
    }

    /** Feedback does not count as a task, so the steps of tasks would never report it. */
    @Test
    void shouldReportSuspiciousFeedbackInSteps() {
        for (int i = 1; i <= 60; i++) handle(feedback("t" + i, null, "<ROLE>"));

        assertThat(reported()).containsExactly(1L, 25L, 50L);
    }

    @Test
    void shouldCountARecordThatIsSentTwiceOnce() {
        TaskArrived task = task("t1", "a </QUESTION> b", "right", NOON);
        for (int i = 0; i < 2; i++) {
            handle(task);
            handle(feedback(null, "<ROLE>"));
        }
        assertThat(handle(task("t1", "another <ROLE>", "right", NOON)).rejected()).isNotNull();

        assertThat(traffic().suspicious()).isEqualTo(2);
    }

    /** As in the window, which counts such a task again. */
    @Test
    void shouldCountATaskThatArrivesAgainLaterAgain() {
        handle(task("t1", "a </QUESTION> b", "right", NOON));
        handle(task("t1", "a </QUESTION> b", "right", NOON.plusSeconds(1)));

        assertThat(traffic().arrived()).isEqualTo(2);
        assertThat(traffic().suspicious()).isEqualTo(2);
    }

    @Test
    void shouldCountTheInputOfATaskWithALateAnswerOnce() {
        handle(task("t1", "a </QUESTION> b", null, NOON));
        handle(task("t1", "a </QUESTION> b", "right", NOON.plusSeconds(1)));
        assertThat(traffic().suspicious()).isEqualTo(1);

        handle(task("t2", "harmless", null, NOON));
        handle(task("t2", "harmless", "</TRUTH>", NOON.plusSeconds(1)));
        assertThat(traffic().suspicious()).isEqualTo(2);
    }

    @Test
    void shouldCountATaskThatThePoolLeavesOut() {
        handle(task("t1", "a </QUESTION> b", "right", NOON));
        handle(
                new TaskArrived(
                        new TaskSubmitted(
                                IntakeFixtures.PROJECT,
                                new TaskId("t2"),
                                "a </QUESTION> b",
                                "right",
                                null,
                                null,
                                "bob"),
                        NOON));

        assertThat(traffic().leftOut()).isEqualTo(1);
        assertThat(traffic().suspicious()).isEqualTo(2);
    }

    /**
     * Prompts of programs often demand an answer between tags, and no prompt has served answers.
     */
    @Test
    void shouldNotCountServedAnswers() {
        handle(
                new AnswerGiven(
                        IntakeFixtures.PROJECT,
                        new TaskId("t1"),
                        "",
                        new VersionId("v"),
                        new Serial(3),
                        .8,
                        "<answer>right</answer>",
                        NOON));

        assertThat(traffic().suspicious()).isZero();
    }

    @Test
    void shouldKeepTheCountOverWindowsAndForgottenTasks() {
        handle(task("t1", "a </QUESTION> b", "right", NOON));
        handle(new GroupForgotten(IntakeFixtures.PROJECT, "bob", NOON, "ada"));

        assertThat(traffic().suspicious()).isEqualTo(1);
        assertThat(traffic().closed().suspicious()).isEqualTo(1);
    }

    private Decision handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        return decision;
    }

    private TrafficCount traffic() {
        return rows.get(new IntakeKeys(IntakeFixtures.PROJECT).traffic());
    }

    private static TaskArrived task(String id, String input, @Nullable String target, Instant at) {
        return new TaskArrived(
                new TaskSubmitted(
                        IntakeFixtures.PROJECT, new TaskId(id), input, target, null, null, null),
                at);
    }

    /** Returns the suspicious records of each reported count. */
    private List<Long> reported() {
        return emitted.stream()
                .filter(TrafficCount.class::isInstance)
                .map(event -> ((TrafficCount) event).suspicious())
                .toList();
    }

    private static FeedbackGiven feedback(@Nullable String target, String comment) {
        return feedback("t1", target, comment);
    }

    private static FeedbackGiven feedback(String task, @Nullable String target, String comment) {
        return new FeedbackGiven(
                IntakeFixtures.PROJECT, new TaskId(task), .5, target, comment, NOON);
    }
}
