package metatextgrad.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.RetryingModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.Repository;
import metatextgrad.cli.text.TextTable.Style;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two prompts answer the same tasks, and each task is a pair. */
final class EvalReportTest {
    private static final Pattern RIGHT = Pattern.compile("Right below (\\d+)");
    private static final Prices PRICES =
            new Prices(
                    LocalDate.of(2026, 11, 1),
                    new TreeMap<>(Map.of("sim-student", new Price(1_000_000, 2_000_000))));

    /** Answers task i rightly if its prompt has a larger number. */
    private static Reply answer(ModelSpec model, List<Message> messages, int seed) {
        Matcher right = RIGHT.matcher(messages.getFirst().content());
        int limit = right.find() ? Integer.parseInt(right.group(1)) : 0;
        int task = Integer.parseInt(messages.getLast().content().replaceAll("\\D", ""));
        if (task == 999) return new Reply.Refused(new Failure.Infrastructure("no such task"));
        String text = task < limit ? "Answer: ) ]" : "Answer: >";
        return new Reply.Answered(text, new Usage(10, 5), model.name());
    }

    @Test
    void shouldCompareTaskByTask() {
        EvalReport report = report(60, 70, tasks(100), -.02);

        assertThat(report.score().mean()).isEqualTo(.7);
        assertThat(report.baselineScore().mean()).isEqualTo(.6);
        assertThat(report.difference())
                .isEqualTo(
                        PairedDifference.of(
                                IntStream.range(0, 100)
                                        .mapToDouble(i -> i >= 60 && i < 70 ? 1 : 0)
                                        .toArray()));
        assertThat(report.better()).isEqualTo(10);
        assertThat(report.worse()).isZero();
        assertThat(report.verdict()).isEqualTo("better");
        assertThat(report.cost().modelCalls()).isEqualTo(200);
        assertThat(report.cost().inputTokens()).isEqualTo(2_000);
        assertThat(report.cost().usd()).isEqualByComparingTo("0.004");
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "60, 70, -0.02, true, ",
        "60, 61, -0.02, true, ",
        "60, 60, -0.02, false, 328",
        "60, 60, -0.04, true, ",
        "60, 59, -0.02, false, 394",
        "70, 60, -0.02, false, ",
        "70, 60, -0.20, true, ",
        "60, 70, 0.05, false, 144"
    })
    void shouldPassOnlyIfTheIntervalDoesNotReachBelowTheBound(
            int before, int now, double bound, boolean passes, @Nullable Long needed) {
        EvalBound found = report(before, now, tasks(100), bound).bound();

        assertThat(found).isEqualTo(new EvalBound(bound, passes, needed));
    }

    @Test
    void shouldListTheTasksThatTheChangeBreaks() {
        EvalReport report = report(3, 1, tasks(4), -.02);

        assertThat(report.lost())
                .containsExactly(
                        new EvalReport.LostTask("task-1", 0, 1),
                        new EvalReport.LostTask("task-2", 0, 1));
        assertThat(report.text())
                .contains(
                        "higher on 0 tasks, lower on 2, equal on 2",
                        "failed: the difference is below -0.020, or equal to it",
                        "  task-1: 0.000 instead of 1.000",
                        "8 model calls, 80 input tokens, 40 output tokens, $0.00016 at prices of 2026-11-01");
    }

    @Test
    void shouldLeaveOutTasksThatLackAScore() {
        List<TaskSubmitted> tasks = new ArrayList<>(tasks(3));
        tasks.add(task(999));

        EvalReport report = report(1, 2, tasks, null);

        assertThat(report.difference()).isNotNull();
        assertThat(report.difference().items()).isEqualTo(3);
        assertThat(report.score().infrastructure()).isEqualTo(1);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void shouldCountACallOfBothProgramsOnce() {
        Project dyck = project("x");
        Project chain = dyck.withSeed(twoCalls("Answer briefly."));

        EvalReport report =
                report(
                        chain,
                        twoCalls("Answer."),
                        tasks(3),
                        null,
                        (model, messages, seed) ->
                                new Reply.Answered(") ]", new Usage(10, 5), model.name()));

        assertThat(report.cost())
                .isEqualTo(
                        new EvalCost(9, 90, 45, false, new BigDecimal("0.000180"), PRICES.asOf()));
    }

    private static Program twoCalls(String prompt) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "plan", variable("Plan."), List.of(Node.TASK), null, false),
                        new Node.LlmCall("answer", variable(prompt), List.of("plan"), null, false)),
                "answer");
    }

    private static Variable variable(String prompt) {
        return new Variable(prompt, "a prompt", true);
    }

    @Test
    void shouldWriteACommentThatUsersCannotBreak() {
        Project project = project("Right below 1\n```\n</details> @everyone");
        TaskSubmitted odd =
                new TaskSubmitted(
                        project.id(), new TaskId("`a`|\n<b>"), "task 1", ") ]", null, null, null);
        EvalReport report =
                report(project, baseline(project, 2), List.of(odd, task(1), task(2)), -.02);

        List<String> lines = report.text(Style.MARKDOWN);

        assertThat(lines.getFirst()).isEqualTo("### Prompt of `dyck` against `production`");
        assertThat(lines)
                .contains(
                        "| prompt | version | score | tasks | unreadable | without a score |",
                        "- `'a'| <b>`: 0.000 instead of 1.000",
                        "- `task-1`: 0.000 instead of 1.000",
                        "````diff",
                        "````");
        assertThat(lines.subList(0, lines.indexOf("````diff")))
                .noneMatch(line -> line.contains("@everyone"));
    }

    private static EvalReport report(
            int before, int now, List<TaskSubmitted> tasks, @Nullable Double bound) {
        Project project = project("Right below " + now);
        return report(project, baseline(project, before), tasks, bound);
    }

    private static EvalReport report(
            Project project, Program baseline, List<TaskSubmitted> tasks, @Nullable Double bound) {
        return report(project, baseline, tasks, bound, EvalReportTest::answer);
    }

    private static EvalReport report(
            Project project,
            Program baseline,
            List<TaskSubmitted> tasks,
            @Nullable Double bound,
            LanguageModel model) {
        RetryingModel counted = new RetryingModel(model, time -> {});
        List<TaskComparison> scored =
                TaskComparison.of(project, baseline, tasks, counted, 4, line -> {});
        EvalReport report =
                EvalReport.of(
                        project,
                        new EvalBaseline("production", baseline),
                        scored,
                        counted.calls(),
                        PRICES,
                        bound);
        assertThat(report.version()).isEqualTo(id(project, project.seed()));
        assertThat(report.baselineVersion()).isEqualTo(id(project, baseline));
        return report;
    }

    private static String id(Project project, Program program) {
        return VersionId.of(project.id(), program).value();
    }

    private static Project project(String prompt) {
        Project dyck = Inputs.project("dyck.yaml", Repository.read("examples/dyck.yaml"));
        return dyck.withSeed(withPrompt(dyck.seed(), prompt));
    }

    private static Program baseline(Project project, int right) {
        return withPrompt(project.seed(), "Right below " + right + " ");
    }

    private static Program withPrompt(Program program, String prompt) {
        return program.withPrompts(Map.of(program.output(), prompt));
    }

    private static List<TaskSubmitted> tasks(int count) {
        return IntStream.range(0, count).mapToObj(EvalReportTest::task).toList();
    }

    private static TaskSubmitted task(int number) {
        return new TaskSubmitted(
                project("x").id(),
                new TaskId("task-" + number),
                "task " + number,
                ") ]",
                null,
                null,
                null);
    }
}
