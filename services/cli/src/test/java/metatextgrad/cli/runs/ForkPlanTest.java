package metatextgrad.cli.runs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.RunFork;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.replay.RunLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A fork repeats the steps of its origin without a model call, and calls only what differs. */
final class ForkPlanTest {
    private static final Map<String, String> WARMER = Map.of("models.optimizer.temperature", "0.5");
    private static final int AT = 3;
    private static final Reply REFUSED = new Reply.Refused(new Failure.Infrastructure("refused"));

    private static final Project PROJECT = LoopScenario.project(SearchMode.RACE);
    private static final List<TaskSubmitted> TASKS = LoopScenario.tasks(PROJECT);
    private static final LocalAnswers ANSWERS = new LocalAnswers(LoopScenario.model());
    private static final List<Event> LOG = new ArrayList<>(TASKS);
    private static @Nullable RunState ended;

    private LocalAnswers answers = new LocalAnswers(LoopScenario.model());
    private final List<Event> log = new ArrayList<>();

    @BeforeAll
    static void run() {
        ended = new LocalRun(ANSWERS).run(request(PROJECT), TASKS, LOG::add);
    }

    /** The run that most tests fork. */
    private RunState origin() {
        answers = ANSWERS;
        log.addAll(LOG);
        return requireNonNull(ended);
    }

    @Test
    void shouldMakeNoCallBeforeItsStepAndOnlyCallsThatDifferAfterIt() {
        RunState origin = origin();
        long billed = answers.billed();
        RunRequested fork = plan(AT, WARMER).request();

        List<Event> events = new ArrayList<>();
        Set<ModelRole> called = new TreeSet<>();
        long[] before = {-1};
        RunState state =
                new LocalRun(answers)
                        .run(
                                fork,
                                TASKS,
                                event -> {
                                    events.add(event);
                                    if (before[0] < 0 && isWarmer(event))
                                        before[0] = answers.billed();
                                });

        assertThat(before[0]).isEqualTo(billed);
        List<LlmRequest> ours = requests(events);
        List<LlmRequest> theirs = requests(log);
        Set<String> recorded = new TreeSet<>();
        theirs.forEach(request -> recorded.add(request.callKey().value()));
        List<LlmRequest> different =
                ours.stream().filter(one -> !recorded.contains(one.callKey().value())).toList();
        different.forEach(request -> called.add(request.role()));
        assertThat(answers.billed() - billed).isEqualTo(different.size()).isPositive();
        assertThat(called).containsExactly(ModelRole.OPTIMIZER);
        assertThat(different)
                .allSatisfy(one -> assertThat(one.model().temperature()).isEqualTo(.5));
        // The simulated optimizer does not read the temperature, so the texts are the same.
        assertThat(LoopScenario.result(state)).isEqualTo(LoopScenario.result(origin));
    }

    @Test
    void shouldRepeatAWholeRunThatChangesNothing() {
        RunRequested origin = request(PROJECT);
        RunState whole = origin();
        long billed = answers.billed();
        RunRequested same =
                new RunRequested(
                        origin.id().fork("same"),
                        RunKind.USER,
                        PROJECT,
                        origin.snapshot(),
                        origin.seed(),
                        List.of(),
                        List.of(),
                        origin.sizes(),
                        Prices.NONE,
                        new RunFork(2, PROJECT.loop()));

        RunState state = new LocalRun(answers).run(same, TASKS, event -> {});

        assertThat(answers.billed()).isEqualTo(billed);
        assertThat(LoopScenario.result(state)).isEqualTo(LoopScenario.result(whole));
    }

    @Test
    void shouldRepeatUnusableAnswersToo() {
        Reply empty =
                new Reply.Unusable(
                        new Failure.Content(Failure.Content.Kind.EMPTY, "empty"), new Usage(1, 0));
        answers = new LocalAnswers(new OnceElse("sim-optimizer", empty));
        ran(request(PROJECT));
        long billed = answers.billed();
        assertThat(requests(log)).anyMatch(request -> request.attempt() > 0);

        ForkPlan plan = plan(AT, WARMER);

        assertThat(plan.replay().firstNew()).isEqualTo(AT);
        long[] before = {-1};
        new LocalRun(answers)
                .run(
                        plan.request(),
                        TASKS,
                        event -> {
                            if (before[0] < 0 && isWarmer(event)) before[0] = answers.billed();
                        });
        assertThat(before[0]).isEqualTo(billed);
    }

    @Test
    void shouldCountTheStepsOfARunWithAFailedCall() {
        answers = new LocalAnswers(new OnceElse("sim-critic", REFUSED));
        ran(request(PROJECT));

        ForkPlan plan = plan(1, WARMER);

        assertThat(plan.steps()).isEqualTo(20);
        assertThat(plan.replay().firstNew()).isEqualTo(1);
        refused(
                Exit.CONFIGURATION,
                "run run-1 cannot be forked at step 3: step 2 needs a call whose answer is not recorded; use --at 2 or lower, or other settings",
                3,
                WARMER);
    }

    @Test
    void shouldRefuseARunWhoseSeedProgramNeedsACallAgain() {
        answers = new LocalAnswers(new OnceElse("sim-student", REFUSED));
        ran(request(PROJECT));

        refused(
                Exit.CONFIGURATION,
                "run run-1 cannot be forked: its seed program needs a call whose answer is not recorded",
                1,
                WARMER);
    }

    @Test
    void shouldContinueARunThatItsBudgetEnded() {
        Project small = PROJECT.withBudget(Budget.ofCalls(500));
        RunState stopped = ran(request(small));
        assertThat(stopped.reason()).contains("budget");

        ForkPlan plan = plan(1, Map.of("budget.calls", "5000"));
        int steps = plan.steps();
        ForkPlan last = plan(steps + 1, Map.of("budget.calls", "5000"));
        long billed = answers.billed();
        RunState state = new LocalRun(answers).run(last.request(), TASKS, event -> {});

        assertThat(last.replay().firstNew()).isEqualTo(steps + 1);
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(state.reason()).doesNotContain("budget");
        assertThat(answers.billed()).isGreaterThan(billed);
    }

    @Test
    void shouldRefuseAStepAfterTheFirstOneThatDiffers() {
        origin();
        int steps = plan(1, WARMER).steps();
        Map<String, String> rounds = Map.of("prompt-rounds", "3");
        Integer first = plan(1, rounds).replay().firstNew();
        assertThat(first).isNotNull().isLessThan(steps);

        refused(
                Exit.CONFIGURATION,
                "run run-1 cannot be forked at step %d: step %d needs a call whose answer is not recorded; use --at %d or lower, or other settings"
                        .formatted(first + 1, first, first),
                first + 1,
                rounds);
        refused(
                Exit.USAGE,
                "--at is %d; run run-1 has %d steps, so it must be from 1 to %d"
                        .formatted(steps + 2, steps, steps + 1),
                steps + 2,
                WARMER);
    }

    @Test
    void shouldRefuseSettingsThatEarlierScoresDependOn() {
        origin();

        refused(
                Exit.USAGE,
                "--set: a fork cannot change `models.program`, since steps before it may depend on it; it can change: models.optimizer, models.backward, models.meta, skip-correct, update-bytes, budget.calls, budget.tokens, budget.usd, prompt-rounds, structure-rounds",
                AT,
                Map.of("models.program", "other"));
        refused(
                Exit.USAGE,
                "--set: models.optimizer.max-tokens: must be a whole number",
                AT,
                Map.of("models.optimizer.max-tokens", "many"));
        refused(
                Exit.USAGE,
                "--set: `name` has no settings below it: leave out what follows",
                AT,
                Map.of("models.optimizer.name.x", "1"));
    }

    @Test
    void shouldRefuseRunsThatAreNoWholeRace() {
        Project paper = LoopScenario.project(SearchMode.PAPER);
        ran(request(paper));
        refused(
                Exit.CONFIGURATION,
                "run run-1 is no race: only races can be forked",
                1,
                Map.of("skip-correct", "true"));

        log.clear();
        RunRequested fork =
                new RunRequested(
                        new RunId("run-1").fork("x"),
                        RunKind.USER,
                        PROJECT,
                        request(PROJECT).snapshot(),
                        11,
                        List.of(),
                        List.of(),
                        request(PROJECT).sizes(),
                        Prices.NONE,
                        new RunFork(1, PROJECT.loop()));
        ran(fork);
        refused(
                Exit.CONFIGURATION,
                "run run-1~x is a fork: fork its origin run-1 instead",
                1,
                WARMER);
    }

    private void refused(Exit exit, String message, int at, Map<String, String> settings) {
        assertThatThrownBy(() -> plan(at, settings))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(exit))
                .hasMessage(message);
    }

    private static RunRequested request(Project of) {
        RunRequested plain = LoopScenario.request(of, TASKS);
        return new RunRequested(
                plain.id(),
                of,
                plain.snapshot(),
                plain.seed(),
                List.of(),
                RunForecaster.of(of, TASKS).sizes(),
                Prices.NONE);
    }

    private RunState ran(RunRequested request) {
        log.addAll(TASKS);
        return new LocalRun(answers).run(request, TASKS, log::add);
    }

    private ForkPlan plan(int at, Map<String, String> settings) {
        RunId run =
                log.stream()
                        .filter(RunRequested.class::isInstance)
                        .map(event -> ((RunRequested) event).id())
                        .findFirst()
                        .orElseThrow();
        RunLog read = new RunLog(run);
        // The reader of topics has requests before tasks and answers, too.
        log.stream().filter(RunRequested.class::isInstance).forEach(read::accept);
        log.forEach(read::accept);
        return ForkPlan.of(read, at, new TreeMap<>(settings), Prices.NONE);
    }

    private static boolean isWarmer(Event event) {
        return event instanceof StepRequested step
                && Double.valueOf(.5)
                        .equals(step.settings().model(ModelRole.OPTIMIZER).temperature());
    }

    private static List<LlmRequest> requests(List<Event> events) {
        return events.stream()
                .filter(LlmRequest.class::isInstance)
                .map(LlmRequest.class::cast)
                .toList();
    }

    /** The first reply of a model is this one. */
    private static final class OnceElse implements LanguageModel {
        private final LanguageModel model = LoopScenario.model();
        private final String name;
        private @Nullable Reply first;

        OnceElse(String name, Reply first) {
            this.name = name;
            this.first = first;
        }

        @Override
        public Reply ask(ModelSpec spec, List<Message> messages, int seed) {
            Reply once = first;
            if (once == null || !spec.name().equals(name)) return model.ask(spec, messages, seed);
            first = null;
            return once;
        }
    }
}
