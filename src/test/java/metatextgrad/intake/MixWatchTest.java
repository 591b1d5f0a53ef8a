package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixNotice;
import metatextgrad.model.live.MixNotice.Feature;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.AdaptSettings.Window;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.PooledTask;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A change of the mix of tasks is a notice and an audit sample, and nothing else. */
final class MixWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String LONGER = " and one and two and three and four and five and six";
    private static final Window WINDOW = new Window(200, Duration.ofHours(24), 200);
    private static final Project PROJECT = Traffic.project(WINDOW);

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();
    private int tasks;
    private int windows;

    @Test
    void shouldCompareWindowsWithThoseBefore() {
        start(PROJECT);
        window("question", "");
        assertThat(compared()).isEmpty();
        window("question", "");
        assertThat(compared()).hasSize(1);
        assertThat(compared().getLast().window()).isEqualTo(2);
        assertThat(compared().getLast().notices()).isEmpty();
    }

    @Test
    void shouldNoticeLongerTasksOnce() {
        start(PROJECT);
        for (int i = 0; i < 3; i++) window("question", "");
        window("question", LONGER);
        assertThat(last().window()).isEqualTo(4);
        assertThat(last().feature()).isEqualTo(Feature.LENGTH);
        assertThat(last().at()).isEqualTo(at(tasks - 1));
        assertThat(last().reason())
                .startsWith("mix of tasks: in window 4, 100 % have 16 to 31 tokens, 0 % before");
        for (int i = 0; i < 3; i++) window("question", LONGER);
        assertThat(compared().getLast().notices()).hasSize(1);
        window("question", "");
        assertThat(compared().getLast().notices()).hasSize(2);
    }

    @Test
    void shouldNoticeOtherFirstWords() {
        start(PROJECT);
        for (int i = 0; i < 3; i++) window("question", "");
        window("tell me,", "");
        assertThat(last().feature()).isEqualTo(Feature.FIRST_WORD);
        assertThat(last().reason()).contains("begin with words of one group");
    }

    @Test
    void shouldDropNoticesAfterSixteenWindows() {
        start(PROJECT);
        window("question", "");
        window("question", LONGER);
        for (int i = 3; i < 18; i++) window("question", LONGER);
        assertThat(compared().getLast().notices()).hasSize(1);
        window("question", LONGER);
        assertThat(compared().getLast().notices()).isEmpty();
        assertThat(rows.startingWith("words%7C1|mixes|")).hasSize(10);
    }

    @Test
    void shouldDrawTasksWithoutARightAnswerUntilTheNextWindow() {
        start(PROJECT);
        arrive(100, "question", "", null);
        window("question", "");
        window("question", LONGER);
        assertThat(last().drawn()).isZero();
        arrive(200, "question", LONGER, null);
        int drawn = last().drawn();
        assertThat(drawn).isBetween(10, 30);
        assertThat(audited()).isEqualTo(drawn);
        window("question", LONGER);
        assertThat(last().until()).isEqualTo(at(tasks - 1));
        arrive(200, "question", LONGER, null);
        assertThat(last().drawn()).isEqualTo(drawn);
        assertThat(audited()).isEqualTo(drawn);
    }

    @Test
    void shouldDrawFiftyTasksAtMost() {
        start(PROJECT);
        window("question", "");
        window("question", LONGER);
        arrive(1_000, "question", LONGER, null);
        assertThat(last().drawn()).isEqualTo(MixNotice.MOST);
        assertThat(last().until()).isNotNull().isBefore(at(tasks - 1));
        assertThat(audited()).isEqualTo(MixNotice.MOST);
    }

    /** A label of a drawn task is a right answer; one of another task only trains. */
    @Test
    void shouldTakeLabelsOfDrawnTasksAsRight() {
        start(PROJECT);
        window("question", "");
        window("question", LONGER);
        int first = tasks;
        arrive(200, "question", LONGER, null);
        MixCompared mix = compared().getLast();
        for (int i = first; i < tasks; i++)
            handle(new TaskLabelled(PROJECT.id(), id(i), "labelled", at(tasks), "ada"));
        List<PooledTask> labelled =
                rows.all(keys().pool()).stream()
                        .filter(one -> "labelled".equals(one.task().target()))
                        .toList();
        assertThat(labelled)
                .filteredOn(one -> one.task().split() == null)
                .hasSize(mix.last().drawn());
        assertThat(labelled)
                .allMatch(
                        one ->
                                (one.task().split() == null)
                                        == mix.draws(one.task().id(), one.at()));
    }

    @Test
    void shouldDrawNothingIfLabelsAreNoEvidence() {
        Project judged = Traffic.judgedBy(Mode.PROPOSE, false, true);
        start(PROJECT.withAdapt(PROJECT.adapt().with(judged.adapt().evidence())));
        window("question", "");
        window("question", LONGER);
        arrive(100, "question", LONGER, null);
        assertThat(last().drawn()).isZero();
        assertThat(last().sample()).isEmpty();
    }

    @Property(tries = 8)
    void shouldCompareAlikeInAnyOrder(@ForAll long seed) {
        assertThat(played(new Random(seed))).isEqualTo(played(null));
    }

    /** Tasks of a window, and right answers that come later, in any order and some twice. */
    private static String played(@Nullable Random order) {
        MixWatchTest test = new MixWatchTest();
        test.start(PROJECT);
        for (int window = 0; window < 4; window++) {
            List<TaskArrived> all = new ArrayList<>();
            for (int i = 0; i < 240; i++)
                all.add(test.task("question", window < 2 ? "" : LONGER, i < 200 ? "yes" : null));
            if (window < 2)
                for (TaskArrived open : List.copyOf(all.subList(200, 220)))
                    all.add(new TaskArrived(open.task().withTarget("late"), open.at()));
            if (order != null) {
                Collections.shuffle(all, order);
                all.addAll(all.subList(0, 30));
            }
            all.forEach(test::handle);
            test.handle(new WindowRequested(test.project, ++test.windows));
        }
        return test.rows.startingWith("words%7C1|mix").toString() + test.compared().getLast();
    }

    private Project project = PROJECT;

    private void start(Project started) {
        project = started;
        handle(new AdaptStarted(project, Prices.NONE, NOON, "ada"));
    }

    /** A window of 200 tasks with right answers closes. */
    private void window(String begin, String end) {
        handle(new WindowRequested(project, ++windows));
        arrive(200, begin, end, "yes");
        assertThat(emitted.stream().filter(SetClosed.class::isInstance)).hasSize(windows);
    }

    private void arrive(int number, String begin, String end, @Nullable String target) {
        for (int i = 0; i < number; i++) handle(task(begin, end, target));
    }

    private TaskArrived task(String begin, String end, @Nullable String target) {
        TaskSubmitted task =
                new TaskSubmitted(
                        PROJECT.id(),
                        id(tasks),
                        "%s %05d%s".formatted(begin, tasks, end),
                        target,
                        null,
                        null,
                        null);
        return new TaskArrived(task, at(tasks++));
    }

    private long audited() {
        MixCompared mix = rows.get(keys().compared());
        return rows.startingWith("words%7C1|open|").values().stream()
                .map(PooledTask.class::cast)
                .filter(one -> mix.draws(one.task().id(), one.at()))
                .count();
    }

    private MixNotice last() {
        return rows.get(keys().compared()).last();
    }

    private List<MixCompared> compared() {
        return emitted.stream()
                .filter(MixCompared.class::isInstance)
                .map(MixCompared.class::cast)
                .toList();
    }

    private void handle(Event event) {
        Decision decision = decider.handle(rows, event);
        rows.apply(decision);
        emitted.addAll(decision.outputs());
        decision.outputs().stream()
                .filter(SetClosed.class::isInstance)
                .forEach(closed -> rows.apply(decider.handle(rows, closed)));
    }

    private static TaskId id(int number) {
        return new TaskId("t" + number);
    }

    private static Instant at(int number) {
        return NOON.plusSeconds(number);
    }

    private static IntakeKeys keys() {
        return new IntakeKeys(PROJECT.id());
    }
}
