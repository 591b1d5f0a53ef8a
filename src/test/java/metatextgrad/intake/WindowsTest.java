package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings.Window;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.state.PooledTask;
import org.junit.jupiter.api.Test;

/** Tasks of traffic become windows, and tasks of contests. */
final class WindowsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();

    @Test
    void shouldCloseAWindowWithSoManyNewTasks() {
        handle(new WindowRequested(PROJECT, 1));
        arrive(0, 299);
        assertThat(closed()).isEmpty();
        arrive(299, 1);
        SetClosed window = closed().getFirst();
        assertThat(window.set()).isEqualTo("@window-000001");
        assertThat(window.arrived()).isEqualTo(300);
        assertThat(window.at()).isEqualTo(NOON.plusSeconds(299));
        assertThat(window.snapshot().train()).hasSize(46);
        assertThat(window.snapshot().val()).hasSizeBetween(80, 100);
        assertThat(window.snapshot().gate()).isEmpty();
        assertThat(window.snapshot().test()).isEmpty();
    }

    @Test
    void shouldCloseAWindowAfterItsTimeWithFewerTasks() {
        handle(new WindowRequested(PROJECT, 1));
        arrive(0, 224);
        handle(arrival(224, "question 224", null, NOON.plus(Duration.ofHours(25))));
        assertThat(closed()).hasSize(1);
        assertThat(closed().getFirst().arrived()).isEqualTo(225);
    }

    /** Nothing but the least number of tasks closes it, whether they came before or come later. */
    @Test
    void shouldCloseAWindowEarlyIfItIsRequestedSoon() {
        handle(new WindowRequested(PROJECT, 1));
        arrive(0, 225);
        assertThat(closed()).isEmpty();
        handle(new WindowRequested(PROJECT, 1, NOON));
        assertThat(closed()).hasSize(1);
        handle(new WindowRequested(PROJECT, 2, NOON));
        arrive(225, 175);
        assertThat(closed()).hasSize(1);
        arrive(400, 25);
        assertThat(closed()).hasSize(2);
    }

    @Test
    void shouldWaitForValidationTasks() {
        handle(new WindowRequested(Traffic.project(new Window(25, Duration.ofDays(1), 25)), 1));
        arrive(0, 100);
        assertThat(closed()).isEmpty();
        arrive(100, 100);
        assertThat(closed()).hasSize(1);
        assertThat(closed().getFirst().snapshot().val()).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void shouldAnswerBatchesFromAWindow() {
        SetClosed window = window(1);
        BatchRequested request =
                IntakeFixtures.request(
                        window.snapshot().spec(), 1, Split.VAL, 0, 4, BatchRequested.NO_DRAW);
        assertThat(handle(request).outputs())
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskBatch.class,
                        batch ->
                                assertThat(batch.tasks().stream().map(TaskSubmitted::id).toList())
                                        .isEqualTo(window.snapshot().val().subList(0, 4)));
    }

    @Test
    void shouldCountAWindowOnceWithTheFirstRecord() {
        SetClosed window = window(1);
        SetClosed other = new SetClosed(window.snapshot(), 1, NOON);
        assertThat(handle(other).ignored()).containsExactly(IgnoreReason.DUPLICATE);
        assertThat(handle(new WindowRequested(PROJECT, 1)).ignored())
                .containsExactly(IgnoreReason.DUPLICATE);
        arrive(1000, 400);
        assertThat(closed()).hasSize(1);
    }

    /** A pool of 20,000 large tasks is larger than the heap. */
    @Test
    void shouldKeepNoTextsInMemoryButThoseThatItDraws() {
        arrive(0, 1_000);
        RecordedReads reads = new RecordedReads(rows);
        SetClosed window =
                (SetClosed)
                        decider.handle(reads, new WindowRequested(PROJECT, 1)).outputs().getFirst();
        assertThat(window.snapshot().val()).hasSize(100);
        assertThat(reads.read("words%7C1|pool|"))
                .hasSize(window.snapshot().train().size() + window.snapshot().val().size());
    }

    @Test
    void shouldNeverPutAnInputIntoTwoSplits() {
        handle(new WindowRequested(PROJECT, 1));
        for (int i = 0; i < 600; i++)
            handle(arrival(i, "Question " + i % 150, "user-" + i % 7, NOON.plusSeconds(i)));
        Set<String> inputs = new TreeSet<>();
        List<TaskId> drawn =
                closed().stream()
                        .flatMap(
                                window ->
                                        Stream.of(Split.TRAIN, Split.VAL, Split.GATE)
                                                .flatMap(
                                                        split ->
                                                                window
                                                                        .snapshot()
                                                                        .ids(split)
                                                                        .stream()))
                        .toList();
        drawn.forEach(
                id -> inputs.add("question " + Integer.parseInt(id.value().substring(1)) % 150));
        assertThat(inputs).hasSameSizeAs(drawn);
    }

    /** The pool soon drops a task of a group with many, and another group may ask the same. */
    @Test
    void shouldNeverPutAnInputOfAKeptWindowIntoTheGate() {
        Project project = Traffic.project(20_000, 2);
        handle(new AdaptStarted(project, Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 4_500; i++) {
            if (i % 300 == 0) handle(new WindowRequested(project, 1 + i / 300));
            if (i % 300 == 150) handle(gate(project, 1 + i / 300));
            handle(arrival(i, "Question " + i % 1_000, "user-" + i % 151, NOON.plusSeconds(i)));
        }
        Set<String> learned = new TreeSet<>();
        int gates = 0;
        for (SetClosed set : closed()) {
            List<String> gate = inputs(set, Split.GATE);
            assertThat(gate).noneMatch(learned::contains);
            if (!gate.isEmpty()) gates++;
            learned.addAll(inputs(set, Split.TRAIN));
            learned.addAll(inputs(set, Split.VAL));
        }
        assertThat(gates).isGreaterThan(3);
    }

    @Test
    void shouldKeepThePoolAndItsGroupsBounded() {
        handle(new AdaptStarted(Traffic.project(100, 3), Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 500; i++)
            handle(arrival(i, "question " + i, i < 250 ? "one user" : null, NOON.plusSeconds(i)));
        assertThat(rows.startingWith("words%7C1|pool|")).hasSize(100);
        assertThat(rows.startingWith("words%7C1|pooled-id|")).hasSize(100);
        assertThat(rows.startingWith("words%7C1|pooled-input|")).hasSize(100);
        assertThat(all(TrafficCount.class).getLast().pooled()).isEqualTo(100);
        assertThat(rows.startingWith("words%7C1|pool|").values())
                .filteredOn(row -> "one user".equals(((PooledTask) row).task().group()))
                .hasSizeLessThanOrEqualTo(3);
    }

    /** A user with many questions keeps asking: new ones take the place of earlier ones. */
    @Test
    void shouldReplaceTasksOfAGroupThatHasItsShare() {
        handle(new AdaptStarted(Traffic.project(100, 3), Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 50; i++)
            handle(arrival(i, "question " + i, "one user", NOON.plusSeconds(i)));
        assertThat(rows.startingWith("words%7C1|pool|")).hasSize(3);
        assertThat(rows.startingWith("words%7C1|pool-group|")).hasSize(3);
        TrafficCount count = all(TrafficCount.class).getLast();
        assertThat(count.arrived()).isEqualTo(50);
        assertThat(count.leftOut()).isZero();
    }

    /** The same question again makes the task younger, and leaves it spent. */
    @Test
    void shouldCountAQuestionThatComesAgainAndKeepItSpent() {
        arrive(0, 200);
        VersionId champion = new VersionId("champion");
        handle(new GateItemsRequested(PROJECT, champion, new VersionId("challenger"), 1, 1, 32));
        Set<TaskId> spent = new TreeSet<>(Comparator.comparing(TaskId::value));
        spent.addAll(closed().getFirst().snapshot().gate());
        for (int i = 0; i < 200; i++)
            handle(arrival(i + 500, "question " + i, null, NOON.plusSeconds(1_000 + i)));
        handle(new GateItemsRequested(PROJECT, champion, new VersionId("challenger"), 1, 2, 20));
        assertThat(closed().getLast().snapshot().gate())
                .map(id -> new TaskId("t" + (Integer.parseInt(id.value().substring(1)) - 500)))
                .hasSize(20)
                .doesNotContainAnyElementsOf(spent);
        assertThat(all(TrafficCount.class).getLast().arrived()).isEqualTo(400);
    }

    @Test
    void shouldIgnoreATaskThatWasSentTwice() {
        TaskArrived arrived = arrival(1, "question", null, NOON);
        handle(arrived);
        assertThat(handle(arrived).ignored()).containsExactly(IgnoreReason.DUPLICATE);
        assertThat(handle(arrival(1, "another", null, NOON.plusSeconds(1))).rejected())
                .startsWith("task id `t1` is in use for another input");
    }

    /** A sender that states splits could move an input from one to another. */
    @Test
    void shouldIgnoreTheSplitThatASenderStates() {
        for (int i = 0; i < 400; i++) {
            Split stated = i % 2 == 0 ? Split.TRAIN : Split.VAL;
            TaskSubmitted task = arrival(i, "question " + i, "user " + i % 20, NOON).task();
            handle(new TaskArrived(task.withSplit(stated), NOON.plusSeconds(i)));
        }
        handle(new WindowRequested(PROJECT, 1));
        assertThat(closed()).hasSize(1);
    }

    /** They may only train, and other shares can move their group into another split. */
    @Test
    void shouldDrawNoCorrectedTaskWhoseGroupIsInAnotherSplit() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 100; i++) {
            TaskSubmitted task = arrival(i, "question " + i, "user " + i % 20, NOON).task();
            handle(new TaskArrived(task.withTarget(null), NOON.plusSeconds(i)));
            handle(new FeedbackGiven(PROJECT.id(), task.id(), null, "corrected", "", NOON));
        }
        assertThat(pooled()).isNotEmpty();
        Project other =
                new Project(
                        PROJECT.id(),
                        PROJECT.seed(),
                        PROJECT.loop(),
                        PROJECT.optimizers(),
                        PROJECT.meta(),
                        new SplitShares(.1, .8, .05),
                        PROJECT.budget(),
                        PROJECT.adapt());
        handle(new AdaptStarted(other, Prices.NONE, NOON, "ada"));
        handle(new WindowRequested(other, 1));
        for (int i = 100; i < 500; i++) {
            String group = i % 40 < 20 ? "user " + i % 20 : null;
            handle(arrival(i, "question " + i, group, NOON.plusSeconds(i)));
        }
        assertThat(closed()).hasSize(1);
    }

    /** No task has a right answer, so no count of new tasks changes. */
    @Test
    void shouldReportTasksThatWaitForTheirRightAnswerInSteps() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 50; i++)
            handle(
                    new TaskArrived(
                            arrival(i, "question " + i, null, NOON).task().withTarget(null),
                            NOON.plusSeconds(i)));
        assertThat(all(TrafficCount.class)).extracting(TrafficCount::open).containsExactly(25, 50);
    }

    @Test
    void shouldReplaceTheRequestOfAnEarlierContest() {
        handle(
                new GateItemsRequested(
                        PROJECT, new VersionId("champion"), new VersionId("challenger"), 1, 1, 32));
        handle(
                new GateItemsRequested(
                        PROJECT, new VersionId("another"), new VersionId("challenger"), 2, 1, 32));
        arrive(0, 400);
        assertThat(closed())
                .extracting(SetClosed::set)
                .containsExactly(GateItemsRequested.set(2, 1));
    }

    @Test
    void shouldDrawAWindowOnceTheProjectIsStartedAgain() {
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        handle(new WindowRequested(PROJECT, 2));
        arrive(0, 400);
        assertThat(closed()).isEmpty();
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        arrive(400, 25);
        assertThat(closed()).hasSize(1);
    }

    @Test
    void shouldLeaveOutTasksWithoutARightAnswer() {
        TaskSubmitted open =
                new TaskSubmitted(
                        PROJECT.id(), new TaskId("a"), "question", null, null, null, null);
        handle(new TaskArrived(open, NOON));
        assertThat(rows.startingWith("words%7C1|pool|")).isEmpty();
    }

    @Test
    void shouldSpendGateTasksOncePerChampion() {
        arrive(0, 200);
        VersionId champion = new VersionId("champion");
        handle(new GateItemsRequested(PROJECT, champion, new VersionId("one"), 1, 1, 20));
        handle(new GateItemsRequested(PROJECT, champion, new VersionId("one"), 1, 2, 20));
        handle(
                new GateItemsRequested(
                        PROJECT, new VersionId("another"), new VersionId("two"), 2, 1, 20));
        List<TaskId> first = closed().get(0).snapshot().gate();
        List<TaskId> second = closed().get(1).snapshot().gate();
        assertThat(first).hasSize(20).doesNotContainAnyElementsOf(second);
        assertThat(closed()).hasSize(3);
    }

    /** It won on them, so they are no evidence for it a second time. */
    @Test
    void shouldNotDrawTheTasksOnWhichAVersionBecameTheChampion() {
        arrive(0, 200);
        VersionId seed = new VersionId("champion");
        VersionId winner = new VersionId("another");
        handle(new GateItemsRequested(PROJECT, seed, winner, 1, 1, 20));
        handle(new GateItemsRequested(PROJECT, winner, new VersionId("third"), 2, 1, 20));
        handle(new GateItemsRequested(PROJECT, new VersionId("other"), seed, 3, 1, 10));
        List<TaskId> first = closed().get(0).snapshot().gate();
        assertThat(closed().get(1).snapshot().gate())
                .hasSize(20)
                .doesNotContainAnyElementsOf(first);
        assertThat(closed().get(2).snapshot().gate()).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldWaitUntilThereAreEnoughGateTasks() {
        handle(
                new GateItemsRequested(
                        PROJECT, new VersionId("champion"), new VersionId("challenger"), 1, 1, 32));
        arrive(0, 50);
        assertThat(closed()).isEmpty();
        arrive(50, 150);
        assertThat(closed()).hasSize(1);
    }

    @Test
    void shouldDrawNoWindowOfAStoppedProject() {
        handle(new WindowRequested(PROJECT, 1));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        arrive(0, 400);
        assertThat(closed()).isEmpty();
    }

    @Test
    void shouldDrawOldTasksLessOften() {
        arrive(0, 500);
        for (int i = 500; i < 1000; i++)
            handle(arrival(i, "question " + i, null, NOON.plus(Duration.ofDays(28))));
        handle(new WindowRequested(PROJECT, 1));
        long old =
                closed().getFirst().snapshot().val().stream()
                        .filter(id -> Integer.parseInt(id.value().substring(1)) < 500)
                        .count();
        // Two half-lives: a fourth of the chance, so about a fifth of the tasks.
        assertThat(old).isBetween(8L, 35L);
    }

    /** The gate tests without replacement, so each task of the pool has the same chance. */
    @Test
    void shouldDrawOldTasksOfTheGateAsOften() {
        arrive(0, 1000);
        for (int i = 1000; i < 2000; i++)
            handle(arrival(i, "question " + i, null, NOON.plus(Duration.ofDays(28))));
        handle(
                new GateItemsRequested(
                        PROJECT, new VersionId("champion"), new VersionId("challenger"), 1, 1, 64));
        assertThat(closed().getFirst().snapshot().gate())
                .hasSize(64)
                .filteredOn(id -> Integer.parseInt(id.value().substring(1)) < 1000)
                .hasSizeBetween(24, 40);
    }

    /** After an alarm, a window has only tasks of the time since. */
    @Test
    void shouldDrawOnlyTasksSinceTheStatedTime() {
        arrive(0, 300);
        handle(new WindowRequested(PROJECT, 1, NOON.plusSeconds(300)));
        assertThat(closed()).isEmpty();
        arrive(300, 300);
        assertThat(closed().getFirst().snapshot().val())
                .hasSizeGreaterThanOrEqualTo(50)
                .allMatch(id -> Integer.parseInt(id.value().substring(1)) >= 300);
    }

    @Test
    void shouldDrawNoTaskAfterItsRetention() {
        arrive(0, 500);
        for (int i = 500; i < 1000; i++)
            handle(arrival(i, "question " + i, null, NOON.plus(Duration.ofDays(31))));
        handle(new WindowRequested(PROJECT, 1));
        assertThat(closed().getFirst().snapshot().val())
                .allMatch(id -> Integer.parseInt(id.value().substring(1)) >= 500);
    }

    @Test
    void shouldDropTasksAfterTheirRetention() {
        arrive(0, 30);
        for (int i = 30; i < 38; i++)
            handle(arrival(i, "question " + i, "ada", NOON.plus(Duration.ofDays(31))));
        assertThat(pooled())
                .containsExactlyInAnyOrder(
                        "t30 ada", "t31 ada", "t32 ada", "t33 ada", "t34 ada", "t35 ada", "t36 ada",
                        "t37 ada");
        for (String kind : List.of("pooled-id", "pooled-input", "pool-group", "due|pooled"))
            assertThat(rows.startingWith("words%7C1|" + kind + "|")).hasSize(8);
    }

    /** It is drawn no more, so it must not block its input. */
    @Test
    void shouldTakeAnInputOfAnotherGroupAfterTheRetention() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        for (int i = 0; i < 5; i++)
            handle(arrival(i, "another question " + i, "eve", NOON.plusMillis(i)));
        handle(arrival(5, "question", "ada", NOON.plusMillis(5)));
        handle(arrival(6, "question", "bob", NOON.plus(Duration.ofDays(30))));
        assertThat(pooled()).hasSize(6).contains("t5 ada");
        handle(arrival(7, "question", "bob", NOON.plus(Duration.ofDays(31))));
        assertThat(pooled()).containsExactlyInAnyOrder("t4 eve", "t7 bob");
        assertThat(rows.startingWith("words%7C1|pooled-id|")).hasSize(2);
        assertThat(rows.startingWith("words%7C1|pool-group|")).hasSize(2);
    }

    @Test
    void shouldDeleteTheCopiesOfOldWindows() {
        for (int i = 1; i <= WindowRequested.KEPT + 2; i++) window(i);
        assertThat(rows.startingWith("words%7C1|closed|")).hasSize(WindowRequested.KEPT);
        assertThat(rows.startingWith("words%7C1|task|%40window-000002|")).isEmpty();
        assertThat(rows.startingWith("words%7C1|task|%40window-000003|")).isNotEmpty();
        assertThat(rows.startingWith("words%7C1|window-input|").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        rows.startingWith("words%7C1|input|%40window-").keySet().stream()
                                .map(key -> key.replaceAll("input.*[|]", "window-input|"))
                                .collect(Collectors.toSet()));
    }

    private static GateItemsRequested gate(Project project, int contest) {
        VersionId champion = new VersionId("champion " + contest);
        VersionId challenger = new VersionId("challenger " + contest);
        return new GateItemsRequested(project, champion, challenger, contest, 1, 10);
    }

    private List<String> inputs(SetClosed set, Split split) {
        return set.snapshot().ids(split).stream()
                .map(id -> "question " + Integer.parseInt(id.value().substring(1)) % 1_000)
                .toList();
    }

    /** Returns the window of this number, after its tasks have arrived. */
    private SetClosed window(int number) {
        handle(new WindowRequested(PROJECT, number));
        arrive(number * 1_000, 300);
        SetClosed window = closed().getLast();
        assertThat(window.set()).isEqualTo(WindowRequested.set(number));
        return window;
    }

    private void arrive(int from, int tasks) {
        for (int i = from; i < from + tasks; i++)
            handle(arrival(i, "question " + i, null, NOON.plusSeconds(i)));
    }

    private static TaskArrived arrival(int number, String input, String group, Instant at) {
        return new TaskArrived(
                new TaskSubmitted(
                        PROJECT.id(), new TaskId("t" + number), input, "yes", null, null, group),
                at);
    }

    /** The tasks of the pool with their groups, in the order of their slots. */
    private List<String> pooled() {
        return rows.all(new IntakeKeys(PROJECT.id()).pool()).stream()
                .map(one -> one.task().id() + " " + one.task().group())
                .toList();
    }

    private List<SetClosed> closed() {
        return all(SetClosed.class);
    }

    private <T> List<T> all(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Handles the event, and the sets that intake reads back. */
    private Decision handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        decision.outputs().stream()
                .filter(SetClosed.class::isInstance)
                .forEach(closed -> rows.apply(decider.handle(rows, closed)));
        return decision;
    }
}
