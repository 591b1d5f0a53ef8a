package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Cost;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.ScoreAggregated.Scope;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which program of a running race is shown as its best one. */
final class RaceLeaderTest {
    private static final Program SEED = program("Answer.");
    private static final Program FIRST = program("Answer step by step.");
    private static final Program SECOND = program("Answer, and check.");

    /** The scores of steps are means on three tasks. */
    @Test
    void shouldShowAValidationInTheMiddleOfARace() {
        Project race = LoopScenario.project(SearchMode.RACE);
        List<TaskSubmitted> tasks = LoopScenario.tasks(race);
        List<Event> all = new ArrayList<>();
        new LocalRun(LoopScenario.model()).run(LoopScenario.request(race, tasks), tasks, all::add);
        List<Event> half = all.subList(0, all.size() / 2);
        RaceLeader leader = RaceLeader.of(of(ScoreAggregated.class, half)).orElseThrow();

        assertThat(of(OptimizerState.class, half))
                .isNotEmpty()
                .noneMatch(step -> step.incumbentScore() == leader.validation());
        assertThat(of(ScoreAggregated.class, half))
                .filteredOn(report -> report.scope() == Scope.TRIAL && report.atMost() == null)
                .filteredOn(report -> report.split() == Split.VAL)
                .allMatch(report -> report.stats().mean() <= leader.validation())
                .anyMatch(
                        report ->
                                report.program().equals(leader.program())
                                        && report.stats().mean() == leader.validation());
    }

    @Test
    void shouldHaveNoLeaderBeforeTheFirstValidation() {
        assertThat(RaceLeader.of(List.of())).isEmpty();
        assertThat(RaceLeader.of(List.of(report(Scope.STEP, FIRST, null, 1, 1, 1)))).isEmpty();
        assertThat(RaceLeader.of(List.of(report(Scope.TRIAL, FIRST, .5, 1, 1)))).isEmpty();
    }

    @Test
    void shouldCompareOnTheTasksThatCount() {
        ScoreAggregated seed = validation(SEED, 0, 0, 1, 1);
        ScoreAggregated onHalf = validation(FIRST, 0, 1);
        ScoreAggregated onAll = validation(FIRST, 0, 1, 0, 0);

        assertThat(RaceLeader.of(List.of(seed))).contains(new RaceLeader(SEED, .5));
        assertThat(RaceLeader.of(List.of(seed, onHalf))).contains(new RaceLeader(FIRST, .5));
        assertThat(RaceLeader.of(List.of(seed, onHalf, onAll))).contains(new RaceLeader(SEED, .5));
        assertThat(RaceLeader.of(List.of(seed, onHalf, onAll, validation(SECOND, 0, 1, 1, 0))))
                .contains(new RaceLeader(SECOND, .5));
    }

    private static <E extends Event> List<E> of(Class<E> kind, List<Event> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static ScoreAggregated validation(Program program, int... scores) {
        return report(Scope.TRIAL, program, null, scores);
    }

    private static ScoreAggregated report(
            Scope scope, Program program, @Nullable Double atMost, int... scores) {
        return new ScoreAggregated(
                new StepRef(new ProjectId("p"), new RunId("r"), new TrialId("t"), 0, 0),
                scope,
                Split.VAL,
                ScoreStats.EMPTY,
                program,
                IntStream.range(0, scores.length)
                        .mapToObj(
                                i ->
                                        new ItemOutcome(
                                                new TaskId("t" + i),
                                                scores[i] == 1 ? Score.CORRECT : Score.WRONG,
                                                null))
                        .toList(),
                null,
                atMost,
                List.of(),
                null,
                null,
                Cost.NONE);
    }

    private static Program program(String prompt) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "solve",
                                new Variable(prompt, "system prompt", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "solve");
    }
}
