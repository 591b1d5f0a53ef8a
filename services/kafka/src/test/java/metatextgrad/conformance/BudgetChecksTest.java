package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * METHOD §6.5 check 42, the half about the run's own budget. A step sends 20 requests: 3 + 10
 * answers, 6 critiques, 1 update. The seed program's score takes 10 requests. The scores of four
 * lines at the end take 4 x (10 + 2).
 */
final class BudgetChecksTest {
    private static final String OVER = "the run has spent 9 of 9 tokens of its own budget";
    private static final Reply SPENT = new Reply.Refused(new Failure.Infrastructure(OVER));
    private static final int STEP = 20;
    private static final int ASIDE = 10 + 4 * (10 + 2);

    @Test
    void method42ShouldDiscardTheUnfinishedCandidateAndReturnTheBestSoFar() {
        // Per prompt phase: both steps of the unchanged optimizer, the meta request, the first step
        // of its trial, and 10 more.
        EmittedEvents emitted = scenario(ASIDE + 2 * (3 * STEP + 1 + 10)).run();
        RunState end = emitted.all(RunState.class).getLast();
        assertThat(end.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(emitted.all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict, OptimizerVersion::score)
                .containsExactlyInAnyOrder(
                        tuple(Verdict.BASE, .2),
                        tuple(Verdict.BASE, .3),
                        tuple(Verdict.STOPPED, null),
                        tuple(Verdict.STOPPED, null));
        List<ScoreAggregated> stopped =
                emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                        .filter(report -> report.status() == ScoreAggregated.Status.STOPPED)
                        .toList();
        assertThat(stopped)
                .extracting(report -> report.stats().mean(), ScoreAggregated::reason)
                .containsOnly(
                        tuple(
                                .4,
                                "step 2 needs up to 20 calls, and 10 of 30 are left for this"
                                        + " trial"));
        assertThat(end.lines())
                .extracting(RunState.Line::name)
                .containsExactly("seed program", "b");
        assertThat(end.lines().getLast().program()).isEqualTo(Programs.oneCall("solves 3"));
        assertThat(end.reason())
                .isEqualTo(
                        "the budget of 200 calls stopped the search: 156 used, 2 of 4 trials of"
                                + " prompt phases and 1 of 1 of structures not done");
        assertThat(emitted.all(LlmRequest.class)).hasSize(156);
        assertThat(tests(emitted)).hasSize(2);
    }

    @Test
    void method42ShouldAskForNothingThatCannotBeTried() {
        EmittedEvents emitted = scenario(ASIDE + 2 * (2 * STEP + 5)).run();
        RunState end = emitted.all(RunState.class).getLast();
        assertThat(emitted.asked(ModelRole.META)).isEmpty();
        assertThat(emitted.all(MetaPromptPublished.class)).hasSize(2);
        assertThat(end.rounds())
                .extracting(RoundEnd::verdict, RoundEnd::reason)
                .containsExactly(
                        tuple(Verdict.BASE, ""),
                        tuple(Verdict.STOPPED, lacking(21, 5)),
                        tuple(Verdict.BASE, ""),
                        tuple(Verdict.STOPPED, lacking(21, 5)),
                        tuple(Verdict.STOPPED, lacking(21, 10)));
    }

    @Test
    void method42ShouldGiveTheStructurePhaseWhatThePromptPhasesLeft() {
        EmittedEvents emitted = scenario(ASIDE + 2 * (4 * STEP + 1 + 12)).run();
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(prompt -> prompt.allowance().calls())
                .containsExactlyInAnyOrder(93L, 93L, 52L, 52L);
        assertThat(emitted.all(MetaStructurePublished.class))
                .extracting(structure -> structure.allowance().calls())
                .containsExactly(23L);
        assertThat(emitted.all(RunState.class).getLast().lines().getLast().name())
                .isEqualTo("a with learned description");
    }

    @Test
    void method42ShouldRefuseABudgetThatHoldsNoSearchBeforeAnythingIsPaid() {
        EmittedEvents emitted = scenario(ASIDE + 2 * STEP - 1).run();
        assertThat(emitted.all(LlmRequest.class)).isEmpty();
        assertThat(emitted.all(RunState.class).getLast())
                .extracting(RunState::status, RunState::reason)
                .containsExactly(
                        RunState.Status.FAILED,
                        "the budget of 97 calls is too small: the seed program's score, the scores"
                                + " at the end and one step of each base optimizer need 98; set"
                                + " budget.calls to 98 or more");
        assertThat(scenario(ASIDE + 2 * STEP).run().all(RunState.class).getLast().status())
                .isEqualTo(RunState.Status.FINISHED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void method42ShouldStopAlikeWhateverIsKilledAndInWhateverOrderAnswersCome(int seed) {
        long budget = ASIDE + 2 * (3 * STEP + 1 + 10);
        RunState undisturbed = scenario(budget).run().all(RunState.class).getLast();
        Disturbed disturbed = new Disturbed(MetaReplies.rising(), new Random(seed));
        disturbed.play(scenario(budget).start());
        assertThat(disturbed.last().lines()).isEqualTo(undisturbed.lines());
        assertThat(disturbed.last().rounds()).isEqualTo(undisturbed.rounds());
        assertThat(disturbed.last().reason()).isEqualTo(undisturbed.reason());
    }

    /**
     * A call takes 15 tokens here. At 50 and 100 dollars per million tokens it costs a thousandth
     * of a dollar.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tokens", "dollars"})
    void method42ShouldStopAtTokensAndMoneyAsAtTheCallsTheyBuy(String unit) {
        long calls = ASIDE + 2 * (3 * STEP + 1 + 10);
        Limits limits =
                unit.equals("tokens")
                        ? new Limits(null, 15 * calls, null)
                        : new Limits(null, null, 1000 * calls);
        RunState counted = scenario(calls).run().all(RunState.class).getLast();
        RunState end = limited(limits, Limits.NONE).run().all(RunState.class).getLast();
        assertThat(end.lines()).isEqualTo(counted.lines());
        assertThat(end.rounds()).isEqualTo(counted.rounds());
        assertThat(end.reason())
                .isEqualTo(
                        "the budget of %s stopped the search: 156 used, %s, 2 of 4 trials of prompt phases and 1 of 1 of structures not done"
                                .formatted(
                                        unit.equals("tokens") ? "3000 tokens" : "$0.20",
                                        unit.equals("tokens") ? "2340 tokens" : "$0.156"));
    }

    @Test
    void method42ShouldKeepToTheTightestOfSeveralLimits() {
        long calls = ASIDE + 2 * (3 * STEP + 1 + 10);
        RunState counted = scenario(calls).run().all(RunState.class).getLast();
        Limits limits = new Limits(calls, 15 * calls * 2, 1000 * calls * 2);
        RunState end = limited(limits, Limits.NONE).run().all(RunState.class).getLast();
        assertThat(end.rounds()).isEqualTo(counted.rounds());
    }

    @Test
    void method42ShouldBeginNoStepThatIsExpectedToTakeMoreThanAStepMay() {
        EmittedEvents emitted = limited(Limits.NONE, new Limits(null, 15L * STEP - 1, null)).run();
        assertThat(reasonsOfStopped(emitted))
                .containsOnly("step 1 needs up to 20 calls, and the budget of a step is 19");
        assertThat(emitted.all(RunState.class).getLast().status())
                .isEqualTo(RunState.Status.FINISHED);
        EmittedEvents enough = limited(Limits.NONE, new Limits(null, 15L * STEP, null)).run();
        assertThat(enough.scores(ScoreAggregated.Scope.TRIAL))
                .noneMatch(report -> report.status() == ScoreAggregated.Status.STOPPED);
    }

    @Test
    void method42ShouldReportNoNegativeRestIfTheSeedProgramSpentTheBudget() {
        EmittedEvents emitted = limited(new Limits(null, 15L * 10, null), Limits.NONE).run();
        assertThat(reasonsOfStopped(emitted))
                .isNotEmpty()
                .allSatisfy(
                        reason ->
                                assertThat(reason).endsWith("and 0 of 0 are left for this trial"));
    }

    private static List<String> reasonsOfStopped(EmittedEvents emitted) {
        return emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                .filter(report -> report.status() == ScoreAggregated.Status.STOPPED)
                .map(ScoreAggregated::reason)
                .toList();
    }

    @Test
    void method42ShouldRefuseAStepTooSmallAndDollarsWithoutAPrice() {
        assertThat(failure(limited(Limits.NONE, new Limits(STEP - 1L, null, null))))
                .isEqualTo(
                        "the budget of 19 calls for a step is too small: the first step needs up to"
                                + " 20; set budget.step.calls to 20 or more");
        Budget dollars = new Budget(new Limits(null, null, 1_000_000L), Limits.NONE);
        assertThat(failure(scenario(1000).budget(dollars, Prices.NONE)))
                .startsWith("the budget is in dollars, and the prices of 1970-01-01 have none of ")
                .endsWith(": set MTG_PRICES to a table that has them, or limit tokens");
    }

    @Test
    void method42ShouldReturnTheBestSoFarWhenNothingIsLeftForTheTestSet() {
        Script spent =
                MetaReplies.rising()
                        .student(
                                call ->
                                        Script.question(call).startsWith("test")
                                                ? SPENT
                                                : Script.answered(Script.student(call)));
        long calls = ASIDE + 2 * (3 * STEP + 1 + 10);
        RunState counted = scenario(calls).run().all(RunState.class).getLast();
        RunState end =
                scenario(calls)
                        .script(spent)
                        .changing(BudgetChecksTest::worker)
                        .run()
                        .all(RunState.class)
                        .getLast();
        assertThat(end.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(end.lines().getLast().program()).isEqualTo(counted.lines().getLast().program());
        assertThat(end.lines()).allMatch(line -> line.test() == null);
        assertThat(end.reason())
                .isEqualTo(
                        "the budget of 200 calls is spent (142 used) and the test set was not"
                                + " read");
    }

    /** Late answers are in no closed batch: the worker counts them, the plan does not. */
    @ParameterizedTest
    @ValueSource(strings = {"student", "critic", "writer"})
    void method42ShouldDiscardATrialWhoseCallsTheWorkerRefusesForTheBudget(String who) {
        EmittedEvents plain = scenario(10_000).run();
        AtomicInteger asked = new AtomicInteger();
        EmittedEvents emitted =
                scenario(10_000)
                        .script(refusing(MetaReplies.rising(), who, asked))
                        .changing(BudgetChecksTest::worker)
                        .run();
        assertThat(plain.scores(ScoreAggregated.Scope.TRIAL))
                .noneMatch(report -> report.status() == ScoreAggregated.Status.STOPPED);
        assertThat(emitted.scores(ScoreAggregated.Scope.TRIAL))
                .filteredOn(report -> report.status() == ScoreAggregated.Status.STOPPED)
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.reason()).contains(OVER));
        assertThat(emitted.all(OptimizerState.class))
                .noneMatch(step -> step.reason().contains(OVER));
        assertThat(emitted.all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .contains(Verdict.STOPPED)
                .doesNotContain(Verdict.ADOPTED);
    }

    /**
     * Refuses the calls of this role from some moment of the first trials on. The calls that the
     * end needs are allowed.
     */
    private static Script refusing(Script script, String who, AtomicInteger asked) {
        return switch (who) {
            case "student" ->
                    script.student(
                            call ->
                                    Script.question(call).startsWith("train")
                                                    && asked.incrementAndGet() > 3
                                            ? SPENT
                                            : Script.answered(Script.student(call)));
            case "critic" ->
                    script.critic(
                            call ->
                                    asked.incrementAndGet() > 8
                                            ? SPENT
                                            : Script.answered(Script.critic(call)));
            default ->
                    script.writer(
                            call ->
                                    asked.incrementAndGet() > 1
                                            ? SPENT
                                            : Script.answered(Script.writer(call)));
        };
    }

    /** Returns the worker's answer for a call that the run's budget does not cover. */
    private static Event worker(Event event) {
        if (!(event instanceof LlmResponse response) || !response.reason().equals(OVER))
            return event;
        return new LlmResponse(
                response.callKey(),
                response.requestId(),
                response.requester(),
                response.replyKey(),
                response.step(),
                response.place(),
                response.attempt(),
                LlmResponse.Outcome.BUDGET,
                "",
                new Failure.Budget(OVER),
                Usage.NONE,
                LlmResponse.Billing.NONE,
                response.role(),
                response.model(),
                "",
                List.of(),
                response.context());
    }

    private static String failure(Scenario scenario) {
        EmittedEvents emitted = scenario.run();
        assertThat(emitted.all(LlmRequest.class)).isEmpty();
        RunState end = emitted.all(RunState.class).getLast();
        assertThat(end.status()).isEqualTo(RunState.Status.FAILED);
        return end.reason();
    }

    private static Scenario limited(Limits run, Limits step) {
        SortedMap<String, Price> prices = new TreeMap<>();
        for (ModelSpec model :
                scenario(1000).start().stream()
                        .filter(RunRequested.class::isInstance)
                        .flatMap(
                                event ->
                                        ((RunRequested) event)
                                                .project().loop().models().values().stream())
                        .toList()) prices.put(model.name(), new Price(50_000_000, 100_000_000));
        return scenario(1000)
                .budget(new Budget(run, step), new Prices(LocalDate.of(2026, 11, 1), prices));
    }

    private static String lacking(int need, int left) {
        return "a request and one step need up to %d calls, and %d are left of the budget"
                .formatted(need, left);
    }

    private static List<EvaluationRequested> tests(EmittedEvents emitted) {
        return emitted.all(EvaluationRequested.class).stream()
                .filter(evaluation -> evaluation.split() == Split.TEST)
                .toList();
    }

    private static Scenario scenario(long budget) {
        return new Scenario()
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 2))
                .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                .budget(budget)
                .script(MetaReplies.rising());
    }
}
