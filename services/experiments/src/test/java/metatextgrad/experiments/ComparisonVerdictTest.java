package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import metatextgrad.experiments.MethodComparison.Basis;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import org.junit.jupiter.api.Test;

/** The verdict is better only if the gain over restarts and placebo exceeds chance. */
final class ComparisonVerdictTest {
    private static final int SEEDS = 8;
    private static final int ITEMS = 200;
    private static final Program PROGRAM =
            new Program(
                    List.of(
                            new Node.LlmCall(
                                    "solve",
                                    new Variable("Solve.", "a prompt", true),
                                    List.of(Node.TASK),
                                    null,
                                    false)),
                    "solve");

    @Test
    void shouldReportBetterOnlyAboveBothControls() {
        assertThat(experiment(.8, .6, .6).verdict()).isEqualTo(ComparisonVerdict.BETTER);
        assertThat(experiment(.8, .6, .8).verdict()).isEqualTo(ComparisonVerdict.EQUAL);
        assertThat(experiment(.8, .8, .6).verdict()).isEqualTo(ComparisonVerdict.EQUAL);
    }

    @Test
    void shouldNotReportBetterIfRestartsForAsManyDollarsAreAsGood() {
        Experiment experiment =
                experiment(outcomes(.8, 7), outcomes(.6, 7), outcomes(.8, 7), outcomes(.6, 7));
        assertThat(experiment.verdict()).isEqualTo(ComparisonVerdict.EQUAL);
    }

    @Test
    void shouldReportNoVerdictBelowEightSeeds() {
        Experiment few =
                experiment(
                        outcomes(.8, 7).subList(0, 7),
                        outcomes(.6, 7).subList(0, 7),
                        outcomes(.6, 7).subList(0, 7),
                        outcomes(.6, 7).subList(0, 7));
        assertThat(few.verdict()).isEqualTo(ComparisonVerdict.TOO_FEW_SEEDS);
        assertThat(few.against(Method.Kind.RESTARTS).better()).isFalse();
        assertThat(experiment(.8, .6, .6).against(Method.Kind.RESTARTS).better()).isTrue();
    }

    @Test
    void shouldCompareTheCostOfAllSeeds() {
        assertThat(experiment(.8, .6, .6).matches())
                .extracting(CallMatch::method)
                .containsExactly("restarts", "restarts_by_dollars", "placebo");
        List<MethodOutcome> whole = List.of(costing(100, 4), costing(100, 4));
        List<MethodOutcome> control = List.of(costing(110, 0), costing(104, 0));
        CallMatch match =
                CallMatch.of(
                        "x",
                        control,
                        whole,
                        new CallPrices(Map.of(ModelRole.PROGRAM, 1.0, ModelRole.META, 25.0)));
        assertThat(match.calls()).isCloseTo(214.0 / 208, within());
        assertThat(match.dollars()).isCloseTo(214.0 / 400, within());
    }

    private static MethodOutcome costing(long program, long meta) {
        CallsByRole calls =
                new CallsByRole(Map.of(ModelRole.PROGRAM, program, ModelRole.META, meta));
        return outcome(item -> Score.CORRECT)
                .searched(ScoreStats.EMPTY, calls, List.of(new CurvePoint(1, .5)));
    }

    @Test
    void shouldReportWorseBelowRestarts() {
        assertThat(experiment(.6, .8, .4).verdict()).isEqualTo(ComparisonVerdict.WORSE);
    }

    @Test
    void shouldReportEqualForASmallDifference() {
        Experiment experiment = experiment(outcomes(.61, 7), outcomes(.6, 11), outcomes(.6, 13));
        assertThat(experiment.against(Method.Kind.RESTARTS).difference().estimate())
                .isCloseTo(.01, within());
        assertThat(experiment.verdict()).isEqualTo(ComparisonVerdict.EQUAL);
    }

    @Test
    void shouldCompareOnTheSameItems() {
        MethodComparison restarts = experiment(.8, .6, .6).against(Method.Kind.RESTARTS);
        assertThat(restarts.difference().estimate()).isCloseTo(.2, within());
        assertThat(restarts.difference().seeds()).isEqualTo(SEEDS);
        assertThat(restarts.difference().items()).isEqualTo(ITEMS);
    }

    @Test
    void shouldSkipItemsWithoutAScore() {
        List<MethodOutcome> some = outcomes(.5, 7);
        List<MethodOutcome> none =
                IntStream.range(0, SEEDS)
                        .mapToObj(
                                seed ->
                                        outcome(
                                                item ->
                                                        item == 0
                                                                ? Score.INFRASTRUCTURE
                                                                : Score.WRONG))
                        .toList();
        assertThat(MethodComparison.of("x", Basis.OTHER, some, none).difference().estimate())
                .isCloseTo(
                        some.stream()
                                .flatMap(outcome -> outcome.test().stream().skip(1))
                                .mapToDouble(item -> item.score().value())
                                .average()
                                .orElseThrow(),
                        within());
    }

    private static Experiment experiment(double whole, double restarts, double placebo) {
        return experiment(outcomes(whole, 7), outcomes(restarts, 7), outcomes(placebo, 7));
    }

    private static Experiment experiment(
            List<MethodOutcome> whole, List<MethodOutcome> restarts, List<MethodOutcome> placebo) {
        return experiment(whole, restarts, restarts, placebo);
    }

    private static Experiment experiment(
            List<MethodOutcome> whole,
            List<MethodOutcome> restarts,
            List<MethodOutcome> byDollars,
            List<MethodOutcome> placebo) {
        Map<String, List<MethodOutcome>> outcomes = new TreeMap<>();
        outcomes.put("metatextgrad", whole);
        outcomes.put("restarts", restarts);
        outcomes.put("restarts_by_dollars", byDollars);
        outcomes.put("placebo", placebo);
        List<Method> methods = new ArrayList<>();
        for (Method.Kind kind :
                List.of(
                        Method.Kind.METATEXTGRAD,
                        Method.Kind.RESTARTS,
                        Method.Kind.RESTARTS_BY_DOLLARS,
                        Method.Kind.PLACEBO)) {
            methods.add(new Method(kind.name().toLowerCase(java.util.Locale.ROOT), kind, -1));
        }
        return new Experiment(methods, outcomes, new CallPrices(Map.of(ModelRole.PROGRAM, 1.0)));
    }

    /** Outcomes with this many right items; seed and stride choose which. */
    private static List<MethodOutcome> outcomes(double share, int stride) {
        return IntStream.range(0, SEEDS)
                .mapToObj(
                        seed ->
                                outcome(
                                        item ->
                                                (item * stride + seed) % ITEMS < share * ITEMS
                                                        ? Score.CORRECT
                                                        : Score.WRONG))
                .toList();
    }

    private static MethodOutcome outcome(java.util.function.IntFunction<Score> score) {
        List<ItemOutcome> test =
                IntStream.range(0, ITEMS)
                        .mapToObj(i -> new ItemOutcome(new TaskId("t" + i), score.apply(i), null))
                        .toList();
        return new MethodOutcome(
                PROGRAM,
                null,
                null,
                test,
                CallsByRole.NOTHING,
                1,
                List.of(new CurvePoint(1, .5)),
                List.of(),
                null);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-9);
    }
}
