package metatextgrad.conformance;

import static metatextgrad.conformance.RaceScenario.VAL;
import static metatextgrad.conformance.RaceScenario.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.lineage.Ancestry;
import metatextgrad.lineage.Lineage;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.Project;
import metatextgrad.race.RaceRules;
import org.junit.jupiter.api.Test;

/** METHOD §6.6 checks 56 and 70 to 72: parents from the front over validation tasks, and merges. */
final class ParetoChecksTest {
    private static final MetaSettings SETTINGS =
            new MetaSettings(2, 3, 1, 0, InitialScore.TRIAL).from(ParentRule.PARETO);

    private static final EmittedEvents OF_ONE_CALL = oneCall().run();
    private static final EmittedEvents OF_TWO_CALLS = twoCalls(2).run();

    @Test
    void method70ShouldStartStepsFromTheFrontOverValidationTasks() {
        Map<Program, double[]> pool =
                new TreeMap<>(
                        Comparator.comparing(Program::id, Comparator.comparing(ProgramId::value)));
        Map<Integer, Set<String>> parents = new TreeMap<>();
        int notBest = 0;
        for (Event event : OF_ONE_CALL.events()) {
            if (event instanceof ScoreAggregated report
                    && report.split() == Split.VAL
                    && report.atMost() == null) pool.put(report.program(), scores(report));
            if (!(event instanceof StepRequested step) || step.purpose().startsWith("confirm/"))
                continue;
            assertThat(front(pool)).contains(step.program());
            double best =
                    pool.values().stream().mapToDouble(ParetoChecksTest::sum).max().getAsDouble();
            if (sum(pool.get(step.program())) < best) notBest++;
            int together = step.batch() / RaceRules.PROPOSALS;
            if (together >= RaceRules.LEAD)
                parents.computeIfAbsent(together, any -> new TreeSet<>())
                        .add(step.program().id().value());
        }
        assertThat(notBest).isGreaterThan(5);
        assertThat(parents).hasSizeGreaterThan(2);
        assertThat(parents.values()).allSatisfy(shared -> assertThat(shared).hasSize(1));
    }

    @Test
    void method56ShouldEndAndPayAsUndisturbedWithParentsOfTheFront() {
        Disturbed disturbed = new Disturbed(twoCallScript(), new Random(1));
        disturbed.play(twoCalls(2).start());
        disturbed.requireSame(OF_TWO_CALLS);
    }

    @Test
    void method71ShouldValidateOnAllTasksAndTryNoProgramAgain() {
        EmittedEvents emitted = oneCall().program(Programs.oneCall("solves 14")).run();
        List<ScoreAggregated> validated =
                emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                        .filter(report -> report.split() == Split.VAL)
                        .toList();
        assertThat(validated)
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        report -> {
                            assertThat(report.atMost()).isNull();
                            assertThat(report.stats().items()).isEqualTo(VAL);
                        });
        assertThat(
                        emitted.all(EvaluationRequested.class).stream()
                                .filter(one -> one.purpose().startsWith("validate/"))
                                .map(one -> one.program().id())
                                .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void method72ShouldMergeTwoProgramsOfTheFrontWithoutAModel() {
        int merges = merges(twoCalls(2), OF_TWO_CALLS);
        for (int solves = 3; merges == 0 && solves < 5; solves++)
            merges = merges(twoCalls(solves), twoCalls(solves).run());
        assertThat(merges).isPositive();
    }

    private static int merges(Scenario scenario, EmittedEvents emitted) {
        Map<String, Program> known = new TreeMap<>();
        List<EvaluationRequested> merges = new ArrayList<>();
        ProgramDescent descent = new ProgramDescent();
        for (Event event : emitted.events()) {
            if (event instanceof EvaluationRequested evaluation && !evaluation.merged().isEmpty()) {
                assertThat(known).doesNotContainKey(evaluation.program().id().value());
                List<Program> parents =
                        evaluation.merged().stream().map(id -> known.get(id.value())).toList();
                assertThat(parents).hasSize(2).doesNotContainNull();
                Program ancestor = known.get(descent.ancestor(evaluation.merged()));
                for (String node : List.of("plan", "solve")) {
                    String better = Programs.prompt(parents.getFirst(), node);
                    assertThat(Programs.prompt(evaluation.program(), node))
                            .isEqualTo(
                                    better.equals(Programs.prompt(ancestor, node))
                                            ? Programs.prompt(parents.getLast(), node)
                                            : better);
                }
                merges.add(evaluation);
            }
            descent.accept(event);
            if (event instanceof ScoreAggregated report && report.split() == Split.VAL)
                known.put(report.program().id().value(), report.program());
        }
        assertThat(merges).hasSizeLessThanOrEqualTo(12);
        assertThat(merges).extracting(EvaluationRequested::program).doesNotHaveDuplicates();
        assertThat(emitted.all(LlmRequest.class).size())
                .isLessThanOrEqualTo((int) requests(project(scenario)));
        for (EvaluationRequested merge : merges) assertLineage(emitted, merge);
        return merges.size();
    }

    /** A merge is a step of the lineage, from its better parent. */
    private static void assertLineage(EmittedEvents emitted, EvaluationRequested merge) {
        Lineage lineage = new Lineage(new RunId("run"));
        emitted.events().forEach(lineage);
        Line seed = last(emitted).lines().getFirst();
        Line line = Line.selected("merge", null, 0, merge.program(), seed.validation());
        List<Ancestry.Step> steps = lineage.of(line).steps();
        Program before = seed.program();
        for (Ancestry.Step step : steps) {
            assertThat(step.from()).isEqualTo(before.id());
            before = step.after();
        }
        assertThat(before).isEqualTo(merge.program());
        assertThat(steps.getLast().from()).isEqualTo(merge.merged().getFirst());
        assertThat(steps.getLast().tasks()).isEmpty();
    }

    @Test
    void method72ShouldAnnounceOneValidationForEachMerge() {
        Project two = project(twoCalls(2));
        Project best = two.withMeta(two.meta().from(ParentRule.BEST));
        long merges = RaceRules.MOST_STEPS - RaceRules.LEAD;
        assertThat(requests(two) - requests(best)).isEqualTo(merges * VAL * 2);
        Project one = project(oneCall());
        assertThat(requests(one))
                .isEqualTo(requests(one.withMeta(one.meta().from(ParentRule.BEST))));
    }

    private static long requests(Project project) {
        return CallFormula.of(project, VAL, 2, CallFormula.lines(project)).total();
    }

    private static Project project(Scenario scenario) {
        return scenario.start().stream()
                .filter(RunRequested.class::isInstance)
                .map(event -> ((RunRequested) event).project())
                .findFirst()
                .orElseThrow();
    }

    private static Scenario oneCall() {
        return RaceScenario.scenario().meta(SETTINGS);
    }

    /** Rewrites change one of two prompts, so programs have something to merge. */
    private static Scenario twoCalls(int solves) {
        return new Scenario()
                .program(
                        Programs.chain(true)
                                .withPrompts(
                                        Map.of("plan", "solves " + solves, "solve", "solves 2")))
                .optimizers(
                        TgdPhase.of(6).description("You improve prompts.").spec("a"),
                        TgdPhase.of(6).description("You repair prompts.").spec("b"))
                .data(12, VAL)
                .meta(SETTINGS)
                .script(twoCallScript());
    }

    private static Script twoCallScript() {
        return RaceScenario.script()
                .student(call -> Script.answered(student(call)))
                .writer(ParetoChecksTest::changingOne);
    }

    /** The first call repeats the question; each prompt makes another quarter of it solvable. */
    private static String student(Call call) {
        String question = Script.question(call);
        int solves = number(call.system(), "solves ");
        boolean right = ContentHash.unit("right", call.system(), question) < solves / 24.0;
        if (!call.user().contains("planned")) return question + " planned " + right;
        boolean planned = call.user().contains("planned true");
        return "Answer: " + (right || planned ? Data.answer(question) : "unknown");
    }

    private static Reply changingOne(Call call) {
        String text = Script.currentText(call);
        int mark = call.user().hashCode() + call.seed();
        boolean plan = call.user().contains("the prompt of plan");
        String about = call.user().contains("<BATCH>") ? Script.question(call) : text;
        boolean even = Math.floorMod(about.hashCode(), 2) == 0;
        int solves = Math.clamp(number(text, "solves ") + Math.floorMod(mark, 7) - 1L, 1, 20);
        return Script.answered(
                Script.tagged(plan == even ? text : "solves " + solves + " in way " + mark));
    }

    private static List<Program> front(Map<Program, double[]> pool) {
        return pool.keySet().stream()
                .filter(
                        one ->
                                pool.values().stream()
                                        .noneMatch(other -> isBelow(pool.get(one), other)))
                .filter(one -> isBestOnAnItem(pool.get(one), pool))
                .toList();
    }

    private static boolean isBelow(double[] one, double[] other) {
        boolean below = false;
        for (int item = 0; item < one.length; item++) {
            if (one[item] > other[item]) return false;
            below |= one[item] < other[item];
        }
        return below;
    }

    private static boolean isBestOnAnItem(double[] one, Map<Program, double[]> pool) {
        for (int i = 0; i < one.length; i++) {
            int item = i;
            if (pool.values().stream().allMatch(other -> other[item] <= one[item])) return true;
        }
        return false;
    }

    private static double[] scores(ScoreAggregated report) {
        return report.outcomes().stream()
                .sorted(Comparator.comparing(item -> item.task().value()))
                .mapToDouble(item -> item.score().value())
                .toArray();
    }

    private static double sum(double[] scores) {
        return Arrays.stream(scores).sum();
    }

    private static RunState last(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast();
    }
}
