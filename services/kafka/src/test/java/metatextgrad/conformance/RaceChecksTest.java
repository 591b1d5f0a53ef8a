package metatextgrad.conformance;

import static metatextgrad.conformance.RaceScenario.VAL;
import static metatextgrad.conformance.RaceScenario.number;
import static metatextgrad.conformance.RaceScenario.scenario;
import static metatextgrad.conformance.RaceScenario.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.race.Confirmation;
import metatextgrad.race.FinalChoice;
import metatextgrad.race.RaceRules;
import metatextgrad.race.ScoredProgram;
import metatextgrad.statistics.ScoreAggregation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** METHOD §6.6 checks 49 to 61: the search of mode race. */
final class RaceChecksTest {
    private static final int MANY = 240;
    private static final EmittedEvents UNDISTURBED = scenario().run();
    private static final EmittedEvents RISING = RaceScenario.rising().run();
    private static final int LAST_RUNG =
            (RaceRules.LEAD + RaceRules.RUNGS.getFirst()) * RaceRules.PROPOSALS;

    private static final Pattern COMPOSED = Pattern.compile("(?m)^\\w+: gain (\\S+)$");
    private static final Pattern TRIED = Pattern.compile("Gain: (\\S+)\n<TASK_DESCRIPTION>");

    @Test
    void method49ShouldGiveAllArmsTheSameBatches() {
        List<List<StepRequested>> parts = parts(RISING);
        int rivals = 0;
        for (List<StepRequested> part : parts) {
            Map<Integer, List<List<String>>> batches = new TreeMap<>();
            for (StepRequested step : part)
                batches.computeIfAbsent(number(step.purpose(), "arm-"), any -> new ArrayList<>())
                        .add(firstBatch(RISING, step));
            assertThat(batches.values().stream().distinct()).hasSize(1);
            if (batches.size() > 1) rivals++;
        }
        assertThat(rivals).isGreaterThan(2 * RaceRules.PROPOSALS);
        assertThat(parts.getLast().getFirst().batch()).isGreaterThanOrEqualTo(LAST_RUNG);
    }

    private static List<String> firstBatch(EmittedEvents emitted, StepRequested step) {
        return emitted.all(TaskBatch.class).stream()
                .filter(batch -> batch.split() == Split.TRAIN)
                .filter(batch -> batch.stepRef().trial().equals(step.stepRef().trial()))
                .filter(batch -> batch.stepRef().step() == 1)
                .flatMap(batch -> batch.tasks().stream())
                .map(TaskSubmitted::input)
                .toList();
    }

    @Test
    void method50ShouldValidateOnlyWhatBeatsItsParentOnItsBatch() {
        EmittedEvents emitted = scenario().program(Programs.oneCall("solves 14")).run();
        Set<String> better = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        int later = 0;
        for (ScoreAggregated report : emitted.scores(ScoreAggregated.Scope.TRIAL)) {
            if (report.before() == null) continue;
            assertThat(report.before().items()).isEqualTo(3);
            assertThat(report.stats().items()).isEqualTo(3);
            if (report.stepRef().step() > 1) later++;
            double gain = report.stats().mean() - report.before().mean();
            boolean passes = gain > 0 || (gain == 0 && shortens(emitted, report));
            (passes ? better : others).add(report.program().id().value());
        }
        others.removeAll(better);
        assertThat(later).as("gates of second and third batches").isPositive();
        assertThat(better).isNotEmpty();
        assertThat(others).isNotEmpty();
        assertThat(validated(emitted))
                .isNotEmpty()
                .isSubsetOf(better)
                .doesNotContainAnyElementsOf(others);
    }

    /** Check 64 covers shorter programs. */
    private static boolean shortens(EmittedEvents emitted, ScoreAggregated report) {
        return steps(emitted).stream()
                .filter(step -> step.stepRef().trial().equals(report.stepRef().trial()))
                .anyMatch(
                        step ->
                                step.operator().kind().shortens()
                                        && report.program().promptLength()
                                                < step.program().promptLength());
    }

    @Test
    void method51ShouldDecideAsAfterTheWholeValidationWhenItEndsEarly() {
        int stopped = 0;
        for (int solves : List.of(1, 4, 7, 10)) {
            Scenario start = scenario().program(Programs.oneCall("solves " + solves));
            EmittedEvents early = start.data(12, MANY).run();
            EmittedEvents whole = start.changing(RaceChecksTest::neverEarly).run();
            assertThat(last(early).lines()).isEqualTo(last(whole).lines());
            assertThat(last(early).rounds()).isEqualTo(last(whole).rounds());
            assertThat(early.all(LlmRequest.class))
                    .hasSizeLessThanOrEqualTo(whole.all(LlmRequest.class).size());
            assertThat(stopped(whole)).isEmpty();
            stopped += stopped(early).size();
        }
        assertThat(stopped).isGreaterThan(3);
    }

    @Test
    void method52ShouldKeepAThirdOfTheArmsInEachRung() {
        assertThat(arms(RISING)).matches("1{4,6}11(22){2}(11){3}3{4}1{1,8}");
    }

    @Test
    void method53ShouldGiveTheBestProgramToAnOptimizerThatDidNotMakeIt() {
        boolean first = false;
        for (int solves = 1; !first && solves < 7; solves++) {
            LastRung rung =
                    LastRung.of(
                            RaceScenario.rising()
                                    .program(Programs.oneCall("solves " + solves))
                                    .run());
            if (rung == null) continue;
            assertThat(rung.heir()).isNotEqualTo(rung.maker());
            first = rung.first().equals(rung.maker());
            assertThat(rung.heir()).isEqualTo(first ? rung.firstOther() : rung.first());
        }
        assertThat(first).as("the first of the rung before made the best program").isTrue();
    }

    @Test
    void method54ShouldPublishOnlyWhatBeatsTheSeedProgramOnItemsThatDidNotChooseIt() {
        ScoredProgram seed = scored("solves 1", item -> item % 2 == 0);
        ScoredProgram better = scored("solves 2", item -> item % 8 != 0);
        ScoredProgram equal = scored("solves 3", item -> item % 2 == 0);
        assertThat(FinalChoice.of(List.of(seed, better, equal), 1).program()).isEqualTo(better);
        FinalChoice none = FinalChoice.of(List.of(seed, equal), 1);
        assertThat(none.program()).isEqualTo(seed);
        assertThat(none.reason()).contains("not better than the seed program");
        EmittedEvents emitted =
                scenario().script(script().writer(call -> Script.answered("no tags"))).run();
        assertThat(last(emitted).lines()).hasSize(1);
        assertThat(last(emitted).reason())
                .endsWith(
                        "no proposal was better than the seed program (%d of %<d steps made no proposal, most often: solve: no start tag <IMPROVED_VARIABLE>)"
                                .formatted(steps(emitted).size()));
    }

    @Test
    void method79ShouldTakeTheShorterOfTwoProgramsWithinNoise() {
        ScoredProgram seed = scored("solves 1", item -> item % 2 == 0);
        ScoredProgram best = scored("solves 2, and needs more words", item -> item > 0);
        ScoredProgram near = scored("solves 3", item -> item > 1);
        ScoredProgram far = scored("solves 4", item -> item > 9);
        assertThat(FinalChoice.of(List.of(seed, best, near, far), 1).program()).isEqualTo(near);
        assertThat(FinalChoice.of(List.of(seed, best, far), 1).program()).isEqualTo(best);
    }

    @Test
    void method79ShouldTakeNoShorterProgramThatIsNotAboveTheSeedProgram() {
        ScoredProgram seed = scored("solves 1", item -> item > 5);
        ScoredProgram best = scored("solves 2, and needs more words", item -> item > 1);
        // As good as the seed program, and behind the best one by four items of eight that differ.
        ScoredProgram equal = scored("solves 3", item -> item < 2 || item > 7);
        assertThat(FinalChoice.of(List.of(seed, best, equal), 1).program()).isEqualTo(best);
    }

    @Test
    void method80ShouldTakeTheProgramWhoseRightAnswersWereMoreProbable() {
        ScoredProgram seed = scored("solves 1", item -> item > 5);
        ScoredProgram far = soft(scored("solves 2", item -> item > 1), .1);
        ScoredProgram near = soft(scored("solves 3, and more words", item -> item > 1), .4);
        assertThat(FinalChoice.of(List.of(soft(seed, .1), far, near), 1).program()).isEqualTo(near);
        // One program without probabilities: the shorter of equals is the result.
        assertThat(FinalChoice.of(List.of(seed, far, near), 1).program()).isEqualTo(far);
        // A probability outweighs no right answer.
        ScoredProgram best = soft(scored("solves 4", item -> true), 0);
        assertThat(FinalChoice.of(List.of(soft(seed, 1), soft(near, 1), best), 1).program())
                .isEqualTo(best);
    }

    /** Returns the scores with this probability of every right answer. */
    private static ScoredProgram soft(ScoredProgram scored, double probability) {
        return new ScoredProgram(
                scored.program(),
                scored.arm(),
                scored.parents(),
                scored.stats(),
                scored.outcomes().stream()
                        .map(
                                one ->
                                        new ItemOutcome(
                                                one.task(),
                                                one.score().withSoft(probability),
                                                one.unusable()))
                        .toList());
    }

    @Test
    void method55ShouldEndBeforeAPartThatTheBudgetDoesNotCover() {
        for (long calls = 520; calls < 1500; calls += 70) requireWithin(calls);
    }

    /**
     * There are so many tasks that a validation needs more calls than the step before it. Budgets
     * that end at the first two validations are refused.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void method55ShouldEndBeforeAValidationOfWhichOneCallIsMissing(int number) {
        int val = RaceRules.HALVED_FROM - 1;
        Scenario start = scenario().data(12, val);
        EmittedEvents whole = start.run();
        EvaluationRequested one = validations(whole).get(number);
        long before =
                whole.events().subList(0, whole.events().indexOf(one)).stream()
                        .filter(LlmRequest.class::isInstance)
                        .count();
        long enough = before + val + 2 * (val + 2);
        EmittedEvents without = start.budget(enough - 1).run();
        assertThat(last(without).reason())
                .contains(
                        "the next part of the race needs up to 79 calls, and 78 are left of the budget");
        assertThat(validations(without)).hasSize(number);
        assertThat(validations(start.budget(enough).run()).get(number).program())
                .isEqualTo(one.program());
    }

    /** Each step has an even number of proposals, unless the budget covers only some of them. */
    @Test
    void method55ShouldTakeTheProposalsThatTheBudgetStillCovers() {
        assertThat(proposals(UNDISTURBED) % RaceRules.PROPOSALS).isZero();
        List<Long> narrowed = new ArrayList<>();
        for (long calls = 520; calls < 1000; calls += 10)
            if (proposals(scenario().budget(calls).run()) % RaceRules.PROPOSALS == 1)
                narrowed.add(calls);
        assertThat(narrowed).isNotEmpty();
    }

    private static int proposals(EmittedEvents emitted) {
        return emitted.all(StepRequested.class).size();
    }

    private static void requireWithin(long calls) {
        EmittedEvents emitted = scenario().budget(calls).run();
        long asked = emitted.all(LlmRequest.class).size();
        assertThat(last(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(asked).isLessThanOrEqualTo(calls);
        if (asked < UNDISTURBED.all(LlmRequest.class).size())
            assertThat(last(emitted).reason()).contains("left of the budget");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void method56ShouldEndAndPayAsUndisturbed(int seed) {
        Disturbed disturbed = new Disturbed(script(), new Random(seed));
        disturbed.play(scenario().start());
        disturbed.requireSame(UNDISTURBED);
        assertThat(disturbed.kills()).isGreaterThan(50);
    }

    @Test
    void method57ShouldShowWhatWasTriedByGainAndWrongTrainingTasks() {
        List<String> requests =
                UNDISTURBED.asked(ModelRole.META).stream()
                        .map(EmittedEvents::user)
                        .filter(request -> !MetaReplies.asksForPatterns(request))
                        .toList();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(7);
        int several = 0;
        int rewritten = 0;
        for (String request : requests) {
            boolean structure = MetaReplies.asksForStructure(request);
            List<Double> gains =
                    (structure ? COMPOSED : TRIED)
                            .matcher(request)
                            .results()
                            .map(tried -> Double.valueOf(tried.group(1)))
                            .toList();
            assertThat(gains).isNotEmpty().isSorted();
            if (gains.stream().distinct().count() > 1) several++;
            if (structure) assertThat(request).contains("\n- phase 1, tgd: gain ");
            else if (request.contains("<REWRITE>\nsolves ")) rewritten++;
            assertThat(request)
                    .containsPattern("<OUTPUT>\nAnswer: unknown\n</OUTPUT>")
                    .contains("<EXPECTED>\nthe answer to train question ")
                    .doesNotContain("val question", "test question");
        }
        assertThat(several).isPositive();
        assertThat(rewritten).isPositive();
    }

    @Test
    void method58ShouldValidateTheProposalOfAStepWithTheLargestGain() {
        Map<String, Double> gains = new TreeMap<>();
        int several = 0;
        int validated = 0;
        for (Event event : RISING.events()) {
            if (event instanceof ScoreAggregated report && report.before() != null) {
                double gain = report.stats().mean() - report.before().mean();
                gains.merge(report.program().id().value(), gain, Math::max);
            }
            if (!(event instanceof EvaluationRequested e && isValidation(e))) continue;
            double most = gains.values().stream().mapToDouble(gain -> gain).max().orElse(0);
            assertThat(gains.get(e.program().id().value())).isEqualTo(most);
            several += gains.size() > 1 ? 1 : 0;
            validated++;
            gains.clear();
        }
        assertThat(validated).isGreaterThan(5);
        assertThat(several).isGreaterThan(5);
    }

    @Test
    void method59ShouldStartEveryStepFromTheBestProgramSoFar() {
        Program best = null;
        double score = 0;
        TreeSet<String> starts = new TreeSet<>();
        for (Event event : RISING.events()) {
            if (event instanceof ScoreAggregated report
                    && report.split() == Split.VAL
                    && report.atMost() == null
                    && report.stats().mean() >= score) {
                best = report.program();
                score = report.stats().mean();
            }
            if (event instanceof StepRequested step && step.purpose().startsWith("step/")) {
                assertThat(step.program()).isEqualTo(best);
                starts.add(step.program().id().value());
            }
        }
        assertThat(starts).hasSizeGreaterThan(3);
    }

    @Test
    void method60ShouldEndTheRungsAfterFourStepsWithoutABetterProgram() {
        EmittedEvents emitted =
                scenario().script(script().writer(call -> Script.answered("no tags"))).run();
        assertThat(arms(emitted)).matches("1111" + "11" + "2222" + "111111" + "(\\d)\\1{3}");
        assertThat(last(emitted).reason()).startsWith("the last 4 steps found no better program");
    }

    @ParameterizedTest
    @CsvSource({"16, ADOPTED", "2, LUCKY", "-12, REJECTED"})
    void method61ShouldAdoptOnlyWhatGainsMoreOnFreshBatches(int more, Verdict verdict) {
        EmittedEvents emitted =
                scenario().data(40, VAL).script(script().writer(call -> writing(call, more))).run();
        List<RoundEnd> learned =
                last(emitted).rounds().stream().filter(round -> round.round() > 0).toList();
        assertThat(learned).isNotEmpty();
        assertThat(learned.stream().map(RoundEnd::verdict)).contains(verdict);
        long confirming =
                emitted.all(StepRequested.class).stream()
                        .filter(step -> step.purpose().startsWith("confirm/"))
                        .count();
        assertThat(confirming)
                .isEqualTo(verdict == Verdict.REJECTED ? 0 : 2 * Confirmation.BATCHES);
        List<RoundEnd> adopted =
                learned.stream().filter(round -> round.verdict() == Verdict.ADOPTED).toList();
        if (verdict != Verdict.ADOPTED) assertThat(adopted).isEmpty();
        else
            assertThat(adopted)
                    .singleElement()
                    .satisfies(round -> assertThat(round.reason()).contains("on 12 fresh batches"));
    }

    /** A learned description writes prompts that solve more questions than a given one does. */
    private static Reply writing(Call call, int more) {
        int now = number(Script.currentText(call), "solves ");
        int mark = call.user().hashCode() + call.seed();
        int by = call.system().contains("Way ") ? more : 1;
        return Script.answered(
                Script.tagged("solves " + Math.clamp(now + by, 1, 20) + " in way " + mark));
    }

    /** Returns the steps without those of the confirmation. */
    private static List<StepRequested> steps(EmittedEvents emitted) {
        return emitted.all(StepRequested.class).stream()
                .filter(step -> step.purpose().startsWith("step/"))
                .toList();
    }

    /** Returns the number of arms in each step of the race, a digit each. */
    private static String arms(EmittedEvents emitted) {
        return parts(emitted).stream()
                .map(part -> "" + part.size() / RaceRules.PROPOSALS)
                .collect(Collectors.joining());
    }

    /** Returns the proposals that are made together: the answers to all come before the next. */
    private static List<List<StepRequested>> parts(EmittedEvents emitted) {
        List<List<StepRequested>> parts = new ArrayList<>();
        boolean answered = true;
        for (Event event : emitted.events()) {
            if (event instanceof ScoreAggregated) answered = true;
            if (!(event instanceof StepRequested step) || !step.purpose().startsWith("step/"))
                continue;
            if (answered) parts.add(new ArrayList<>());
            answered = false;
            parts.getLast().add(step);
        }
        return parts;
    }

    private static Event neverEarly(Event event) {
        return event instanceof EvaluationRequested e
                        && e.earlyEnd() instanceof EarlyEnd(double least, var first, int items)
                ? new EvaluationRequested(
                        e.stepRef(),
                        e.purpose(),
                        e.program(),
                        e.settings(),
                        e.snapshot(),
                        e.split(),
                        e.empty(),
                        e.seed(),
                        e.draw(),
                        new EarlyEnd(0, first, items))
                : event;
    }

    private static ScoredProgram scored(String prompt, IntPredicate right) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (int item = 0; item < VAL; item++)
            outcomes.add(
                    new ItemOutcome(
                            new TaskId("task-" + item),
                            right.test(item) ? Score.CORRECT : Score.WRONG,
                            null));
        return new ScoredProgram(
                Programs.oneCall(prompt),
                0,
                List.of(),
                ScoreAggregation.of(outcomes.stream().map(ItemOutcome::score).toList()),
                outcomes);
    }

    private static boolean isValidation(EvaluationRequested evaluation) {
        return evaluation.purpose().startsWith("validate/");
    }

    private static List<EvaluationRequested> validations(EmittedEvents emitted) {
        return emitted.all(EvaluationRequested.class).stream()
                .filter(RaceChecksTest::isValidation)
                .toList();
    }

    private static Set<String> validated(EmittedEvents emitted) {
        return validations(emitted).stream()
                .map(evaluation -> evaluation.program().id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ScoreAggregated> stopped(EmittedEvents emitted) {
        return emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                .filter(report -> report.atMost() != null)
                .toList();
    }

    private static RunState last(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast();
    }
}
