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
import metatextgrad.cli.text.ViewJson;
import metatextgrad.lineage.Ancestry;
import metatextgrad.lineage.Lineage;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
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
