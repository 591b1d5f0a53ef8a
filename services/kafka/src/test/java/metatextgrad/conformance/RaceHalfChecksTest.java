package metatextgrad.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.race.RaceRules;
import org.junit.jupiter.api.Test;

/** METHOD §6.6 checks 56, 66 and 67: half of many validation tasks are enough before the rungs. */
final class RaceHalfChecksTest {
    private static final int MANY = RaceRules.HALVED_FROM;
    private static final EmittedEvents OF_MANY = scenario(MANY).run();

    @Test
    void method66ShouldValidateOnTheSameHalfBeforeTheRungs() {
        Set<String> half = new TreeSet<>();
        int before = 0;
        for (EvaluationRequested one : validations(OF_MANY)) {
            EarlyEnd early = requireNonNull(one.earlyEnd());
            if (isInRungs(one)) {
                assertThat(early.items()).isZero();
                continue;
            }
            before++;
            assertThat(early.items()).isEqualTo(MANY / 2);
            assertThat(early.first()).hasSize(MANY / 2);
            early.first().forEach(task -> half.add(task.value()));
        }
        assertThat(before).isGreaterThan(2);
        assertThat(half).hasSize(MANY / 2);
        Map<String, ScoreAggregated> reports = reports(OF_MANY);
        for (EvaluationRequested one : validations(OF_MANY))
            if (!isInRungs(one))
                assertThat(half).containsAll(tasks(reports.get(one.stepRef().trial().value())));
    }

    @Test
    void method66ShouldUseAllOfFewerTasks() {
        EmittedEvents emitted = scenario(MANY - 1).run();
        assertThat(validations(emitted))
                .isNotEmpty()
                .allMatch(one -> requireNonNull(one.earlyEnd()).items() == 0);
        assertThat(again(emitted)).isEmpty();
    }

    @Test
    void method67ShouldValidateTheBestOnAllTasksBeforeTheRungsAndStartFromIt() {
        EvaluationRequested again = again(OF_MANY).getFirst();
        assertThat(again(OF_MANY)).hasSize(1);
        Map<String, ScoreAggregated> reports = reports(OF_MANY);
        ScoreAggregated best = null;
        for (EvaluationRequested one : validations(OF_MANY)) {
            ScoreAggregated report = reports.get(one.stepRef().trial().value());
            boolean wins = best == null || report.stats().mean() >= best.stats().mean();
            if (!isInRungs(one) && report.atMost() == null && wins) best = report;
        }
        assertThat(again.program()).isEqualTo(requireNonNull(best).program());
        ScoreAggregated all = reports.get(again.stepRef().trial().value());
        assertThat(all.stats().items()).isEqualTo(MANY);
        int asked = OF_MANY.events().indexOf(again);
        StepRequested next =
                OF_MANY.events().subList(asked, OF_MANY.events().size()).stream()
                        .filter(StepRequested.class::isInstance)
                        .map(StepRequested.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(next.program()).isEqualTo(again.program());
        assertThat(next.batch()).isEqualTo(RaceRules.LEAD * RaceRules.PROPOSALS);
        EvaluationRequested rung =
                validations(OF_MANY).stream()
                        .filter(RaceHalfChecksTest::isInRungs)
                        .findFirst()
                        .orElseThrow();
        assertThat(requireNonNull(rung.earlyEnd()).atLeast()).isEqualTo(all.stats().mean());
    }

    @Test
    void method67ShouldDoSoAlsoWhereTheBudgetEndsTheRace() {
        int calls = 640;
        EmittedEvents emitted = scenario(MANY).budget(calls).run();
        RunState end = emitted.all(RunState.class).getLast();
        assertThat(again(emitted)).hasSize(1);
        assertThat(emitted.all(StepRequested.class)).isNotEmpty();
        assertThat(end.reason()).contains("left of the budget");
        assertThat(end.lines()).hasSize(2).allMatch(line -> line.validation().items() == MANY);
        assertThat(emitted.all(LlmRequest.class)).hasSizeLessThanOrEqualTo(calls);
        int asked = emitted.events().indexOf(again(emitted).getFirst());
        assertThat(emitted.events().subList(asked, emitted.events().size()))
                .noneMatch(StepRequested.class::isInstance);
    }

    /** The mean call costs more than one of the program, at whose price its calls are reserved. */
    @Test
    void method67ShouldDoSoAlsoWhereTheBudgetEndsTheRaceAtTheRungs() {
        EmittedEvents whole = ofDearCritics(Budget.NONE);
        List<Event> before =
                whole.events().subList(0, whole.events().indexOf(again(whole).getFirst()));
        long calls = before.stream().filter(LlmResponse.class::isInstance).count();
        long spent = tokens(before);
        long after = 2 * 2 * tokens(Script.USAGE);
        long left = (MANY - 1) * spent / calls;
        Limits limits = new Limits(null, spent + after + left, null);
        EmittedEvents emitted = ofDearCritics(new Budget(limits, Limits.NONE));
        RunState end = emitted.all(RunState.class).getLast();
        assertThat(again(emitted)).isEqualTo(again(whole));
        assertThat(steps(emitted.events())).isEqualTo(steps(before));
        assertThat(end.reason()).contains("left of the budget");
        assertThat(end.lines()).hasSize(2).allMatch(line -> line.validation().items() == MANY);
        assertThat(end.lines().getLast().program()).isEqualTo(again(whole).getFirst().program());
        assertThat(tokens(emitted.events())).isLessThanOrEqualTo(spent + after + left);
    }

    private static EmittedEvents ofDearCritics(Budget budget) {
        Usage dear = new Usage(200, 100).in(Duration.ofMillis(3));
        Script script =
                RaceScenario.script()
                        .critic(call -> new Reply.Answered(Script.critic(call), dear, "scripted"));
        return scenario(MANY).script(script).budget(budget, Prices.NONE).run();
    }

    private static long tokens(List<Event> events) {
        return events.stream()
                .filter(LlmResponse.class::isInstance)
                .mapToLong(event -> tokens(((LlmResponse) event).usage()))
                .sum();
    }

    private static long tokens(Usage usage) {
        return usage.inputTokens() + usage.outputTokens();
    }

    private static long steps(List<Event> events) {
        return events.stream().filter(StepRequested.class::isInstance).count();
    }

    @Test
    void method56ShouldEndAndPayAsUndisturbedOnHalfOfTheTasks() {
        Disturbed disturbed = new Disturbed(RaceScenario.script(), new Random(1));
        disturbed.play(scenario(MANY).start());
        disturbed.requireSame(OF_MANY);
        assertThat(disturbed.kills()).isPositive();
    }

    private static Scenario scenario(int val) {
        return RaceScenario.scenario().data(12, val);
    }

    private static List<EvaluationRequested> validations(EmittedEvents emitted) {
        return emitted.all(EvaluationRequested.class).stream()
                .filter(one -> one.purpose().startsWith("validate/"))
                .toList();
    }

    private static List<EvaluationRequested> again(EmittedEvents emitted) {
        return emitted.all(EvaluationRequested.class).stream()
                .filter(one -> one.purpose().equals(EvaluationRequested.AGAIN))
                .toList();
    }

    private static boolean isInRungs(EvaluationRequested one) {
        int again = OF_MANY.events().indexOf(again(OF_MANY).getFirst());
        return OF_MANY.events().indexOf(one) > again;
    }

    private static Map<String, ScoreAggregated> reports(EmittedEvents emitted) {
        Map<String, ScoreAggregated> reports = new TreeMap<>();
        for (Event event : emitted.events())
            if (event instanceof ScoreAggregated report && report.split() == Split.VAL)
                reports.putIfAbsent(report.stepRef().trial().value(), report);
        return reports;
    }

    private static List<String> tasks(ScoreAggregated report) {
        return report.outcomes().stream()
                .map(ItemOutcome::task)
                .map(TaskId::value)
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.toList());
    }
}
