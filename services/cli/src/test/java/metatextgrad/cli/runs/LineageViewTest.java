package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import metatextgrad.cli.cluster.RunLineage;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.prompts.PromptsCommand;
import metatextgrad.cli.text.CostText;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.lineage.Ancestry;
import metatextgrad.lineage.Lineage;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An engineer must be able to explain a prompt from its lineage. */
final class LineageViewTest {
    private static final RunId RUN = new RunId("run-1");
    private static final Project PROJECT = LoopScenario.project();
    private static final List<TaskSubmitted> TASKS = LoopScenario.tasks(PROJECT);
    private static final List<Event> EVENTS = new ArrayList<>();
    private static RunState state;
    private static Line answer;
    private static Ancestry ancestry;

    @BeforeAll
    static void run() {
        state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(PROJECT, TASKS), TASKS, EVENTS::add);
        answer = state.lines().get(state.best());
        ancestry = lineage(EVENTS).of(answer);
    }

    @Test
    void shouldLeadFromTheSeedProgramToTheAnswerStepByStep() {
        Program before = PROJECT.seed();
        for (Ancestry.Step step : ancestry.steps()) {
            assertThat(step.before()).isEqualTo(before);
            assertThat(step.from()).isEqualTo(before.id());
            before = step.after();
        }
        assertThat(before).isEqualTo(answer.program());
        assertThat(ancestry.steps()).isNotEmpty();
        assertThat(lineage(EVENTS).of(state.lines().getFirst()).steps()).isEmpty();
    }

    @Test
    void shouldAddUpTheGainsOfAllSteps() {
        double sum = ancestry.steps().stream().mapToDouble(step -> step.gain().estimate()).sum();

        assertThat(ancestry.total().items()).isEqualTo(20);
        assertThat(sum).isCloseTo(ancestry.total().estimate(), within(1e-12));
        assertThat(sum)
                .isCloseTo(
                        answer.validation().mean() - state.lines().getFirst().validation().mean(),
                        within(1e-12));
        assertThat(ancestry.steps())
                .allSatisfy(
                        step ->
                                assertThat(step.gain().estimate())
                                        .isBetween(step.gain().low(), step.gain().high()));
    }

    @Test
    void shouldNameTrainTasksCritiquesAndCostOfEachStep() {
        List<String> train =
                TASKS.stream()
                        .filter(task -> task.split() == Split.TRAIN)
                        .map(task -> task.id().value())
                        .toList();

        assertThat(ancestry.steps())
                .allSatisfy(
                        step -> {
                            assertThat(step.tasks()).hasSize(3);
                            assertThat(step.tasks()).allMatch(task -> train.contains(task.value()));
                            assertThat(step.critiques()).isNotEmpty();
                            assertThat(step.critiques())
                                    .allMatch(one -> step.tasks().contains(one.task()));
                            assertThat(step.cost().total().requests()).isPositive();
                        });
    }

    @Test
    void shouldFollowTheOptimizerToTheOneAsGiven() {
        assertThat(ancestry.optimizers().getFirst().verdict()).isEqualTo(Verdict.BASE);
        assertThat(ancestry.optimizers().getLast().spec()).isEqualTo(answer.optimizer());
    }

    @Test
    void shouldReportTheSameInAnyOrderOfReading() {
        List<Event> backwards = new ArrayList<>(EVENTS);
        Collections.reverse(backwards);

        assertThat(lineage(backwards).of(answer)).isEqualTo(ancestry);
    }

    @Test
    void shouldPrintTheOriginOfAPrompt() {
        List<String> text = LineageText.of(ancestry);
        Ancestry.Step step = ancestry.steps().getFirst();

        assertThat(text.getFirst())
                .isEqualTo(
                        "From the seed program to %s, in %d accepted steps:"
                                .formatted(answer.name(), ancestry.steps().size()));
        assertThat(text.get(1))
                .isEqualTo(
                        "validation %s, the sum of the steps below. The steps were selected on the same data, so these gains are optimistic; the re-scored and the test score are not."
                                .formatted(LineageText.difference(ancestry.total())));
        assertThat(text)
                .contains(
                        "step %d: validation %s"
                                .formatted(step.number(), LineageText.difference(step.gain())),
                        "program %s, made from %s".formatted(step.after().id(), step.from()),
                        "operator: revise, from the critiques",
                        "train tasks: %s, %s, %s".formatted(step.tasks().toArray()),
                        "cost: " + CostText.text(step.cost()),
                        "critique of answer, task %s:"
                                .formatted(step.critiques().getFirst().task()),
                        "--- prompt of answer, before step %d".formatted(step.number()),
                        "+++ prompt of answer, after step %d".formatted(step.number()),
                        "--- task description, before",
                        "+++ task description, after");
    }

    @Test
    void shouldStateWhatMadeEachProposalAndWhatItsRequestShowed() {
        List<Pattern> patterns = List.of(new Pattern("The unit is missing.", 3));

        assertThat(made(new StepOperator(Kind.INJECT, patterns)))
                .containsExactly(
                        "operator: inject, what common failures call for",
                        "what went wrong most often:",
                        "   3 × The unit is missing.");
        assertThat(made(new StepOperator(Kind.CONSOLIDATE, List.of())))
                .containsExactly("operator: consolidate, the same in fewer words");
        assertThat(made(new StepOperator(Kind.ABLATE, List.of())))
                .containsExactly("operator: ablate, without a model");
        assertThat(made(null)).containsExactly("operator: merge, with another program");
    }

    @Test
    void shouldFindTheOperatorOfEachStepOfARace() {
        Project race = LoopScenario.project(SearchMode.RACE);
        List<Event> events = new ArrayList<>();
        RunState end =
                new LocalRun(LoopScenario.model())
                        .run(
                                LoopScenario.request(race, TASKS),
                                TASKS,
                                event -> events.addFirst(marked(event)));
        Lineage lineage = lineage(events);
        Line last = end.lines().get(end.best());

        assertThat(lineage.steps(last)).isNotEmpty();
        assertThat(lineage.of(last).steps())
                .extracting(Ancestry.Step::operator)
                .isEqualTo(
                        lineage.steps(last).stream()
                                .map(step -> operator(step.stepRef().trial()))
                                .toList());
    }

    /** Gives each step of a race an operator of its own. */
    private static Event marked(Event event) {
        return event instanceof StepRequested step
                ? new StepRequested(
                        step.stepRef(),
                        step.purpose(),
                        step.spec(),
                        step.program(),
                        operator(step.stepRef().trial()),
                        step.batch(),
                        step.settings(),
                        step.snapshot(),
                        step.seed(),
                        step.draw(),
                        step.allowance())
                : event;
    }

    private static StepOperator operator(TrialId trial) {
        return new StepOperator(Kind.INJECT, List.of(new Pattern(trial.value(), 1)));
    }

    /** Returns the lines between the program and the tasks of a step. */
    private static List<String> made(@Nullable StepOperator operator) {
        Ancestry.Step one = ancestry.steps().getFirst();
        Ancestry.Step step =
                new Ancestry.Step(
                        one.number(),
                        operator,
                        one.from(),
                        one.before(),
                        one.after(),
                        one.tasks(),
                        List.of(),
                        one.cost(),
                        one.gain());
        List<String> text =
                LineageText.of(new Ancestry(answer, List.of(step), one.gain(), List.of()));
        int from = text.indexOf("program %s, made from %s".formatted(one.after().id(), one.from()));
        int to = text.indexOf("train tasks: %s, %s, %s".formatted(step.tasks().toArray()));
        return text.subList(from + 1, to);
    }

    @Test
    void shouldKeepTheFieldsThatScriptsRead() throws Exception {
        JsonNode root = new ObjectMapper().readTree(ViewJson.write(LineageView.of(RUN, ancestry)));

        assertThat(names(root))
                .containsExactly(
                        "schemaVersion",
                        "run",
                        "result",
                        "selectedOnTheSameData",
                        "total",
                        "optimizers",
                        "steps");
        assertThat(names(root.at("/steps/0")))
                .containsExactly(
                        "step",
                        "operator",
                        "patterns",
                        "parent",
                        "programId",
                        "tasks",
                        "difference",
                        "cost",
                        "critiques",
                        "program",
                        "diff");
        assertThat(names(root.get("total"))).containsExactly("estimate", "low", "high", "items");
        assertThat(names(root.at("/steps/0/critiques/0")))
                .containsExactly("task", "variable", "text");
        assertThat(names(root.at("/steps/0/cost/program")))
                .containsExactly("requests", "inputTokens", "outputTokens", "estimated");
        assertThat(names(root.at("/optimizers/0")))
                .containsExactly(
                        "id",
                        "name",
                        "verdict",
                        "score",
                        "baselineScore",
                        "exampleTask",
                        "taskDescription",
                        "cost");
    }

    @Test
    void shouldCompareTheProgramsOfOneStep() {
        RunLineage known = new RunLineage(lineage(EVENTS), answer);
        Ancestry.Step step = ancestry.steps().getFirst();

        assertThat(PromptsCommand.one(known, RUN, step.number()))
                .startsWith(
                        "--- prompt of answer, before step %d".formatted(step.number()),
                        "+++ prompt of answer, proposed, accepted");
        assertThatThrownBy(() -> PromptsCommand.one(known, RUN, 9))
                .hasMessage("the answer of run run-1 has no step 9: it comes from 2 steps");
    }

    @Test
    void shouldCompareTheProgramsOfEachStepOfARace() {
        Project race = LoopScenario.project(SearchMode.RACE);
        List<Event> events = new ArrayList<>();
        RunState end =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(race, TASKS), TASKS, events::add);
        RunLineage known = new RunLineage(lineage(events), end.lines().get(end.best()));

        List<Ancestry.Step> steps = known.ancestry().steps();
        assertThat(steps).hasSizeGreaterThan(1);
        for (Ancestry.Step step : steps)
            assertThat(PromptsCommand.one(known, RUN, step.number()))
                    .isEqualTo(
                            ProgramDiff.between(
                                    "before step " + step.number(),
                                    step.before(),
                                    "proposed, passed",
                                    step.after()));
    }

    @Test
    void shouldStateThatTheStepsHaveExpired() {
        List<Event> later =
                EVENTS.stream()
                        .filter(event -> !(event instanceof OptimizerState step && isFirst(step)))
                        .toList();

        for (List<Event> left : List.of(List.<Event>of(state), later)) {
            RunLineage known = new RunLineage(lineage(left), answer);
            assertThatThrownBy(known::ancestry)
                    .hasMessage(
                            "the steps of run run-1 have expired (MTG_RETENTION): mtg prompts diff run-1 compares its result with the seed program");
        }
        for (Line line : state.lines())
            assertThat(new RunLineage(lineage(EVENTS), line).ancestry().line()).isEqualTo(line);
        Line seed = state.lines().getFirst();
        assertThat(new RunLineage(lineage(List.of(state)), seed).ancestry().steps()).isEmpty();
    }

    /** Returns whether this is a step that the answer needs. */
    private static boolean isFirst(OptimizerState step) {
        return step.incumbent().equals(ancestry.steps().getFirst().after())
                && !Objects.equals(step.parent(), step.incumbent().id());
    }

    private static Lineage lineage(List<Event> events) {
        Lineage lineage = new Lineage(RUN);
        events.forEach(lineage);
        return lineage;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        Objects.requireNonNull(object).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
