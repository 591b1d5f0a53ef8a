package metatextgrad.conformance;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.race.RaceRules;
import org.jspecify.annotations.Nullable;

/**
 * Who enters the last rung of a race, and what was known before, by the events. Optimizers are
 * named by their descriptions.
 *
 * @param heir the optimizer of the last rung
 * @param maker the one that made the best program
 * @param first the one with the largest gain in the rung before
 * @param firstOther of all but the maker, the one with the largest gain
 */
record LastRung(String heir, String maker, String first, String firstOther) {
    private static final int BATCH =
            (RaceRules.LEAD + RaceRules.RUNGS.getFirst()) * RaceRules.PROPOSALS;

    /**
     * Returns the last rung; null if the race ended before it, or no optimizer made the best
     * program.
     */
    static @Nullable LastRung of(EmittedEvents emitted) {
        Map<String, StepRequested> steps = new TreeMap<>();
        Map<String, String> validations = new TreeMap<>();
        Map<String, double[]> gains = new TreeMap<>();
        String maker = null;
        double best = 0;
        for (Event event : emitted.events()) {
            switch (event) {
                case StepRequested step -> {
                    if (step.purpose().startsWith("step/") && step.batch() >= BATCH)
                        return of(description(step), maker, gains, List.copyOf(steps.values()));
                    steps.put(step.stepRef().trial().value(), step);
                    gains.putIfAbsent(description(step), new double[2]);
                }
                case EvaluationRequested one when one.purpose().startsWith("validate/") ->
                        validations.put(one.stepRef().trial().value(), maker(one, steps));
                case ScoreAggregated report when report.before() != null ->
                        judge(report, requireNonNull(steps.get(trial(report))), gains);
                case ScoreAggregated report when report.split() == Split.VAL -> {
                    if (report.atMost() != null || report.stats().mean() < best) continue;
                    best = report.stats().mean();
                    maker = validations.get(trial(report));
                }
                default -> {}
            }
        }
        return null;
    }

    private static @Nullable LastRung of(
            String heir,
            @Nullable String maker,
            Map<String, double[]> gains,
            List<StepRequested> steps) {
        if (maker == null) return null;
        List<String> rung =
                steps.stream()
                        .filter(step -> step.batch() >= RaceRules.LEAD * RaceRules.PROPOSALS)
                        .map(LastRung::description)
                        .toList();
        Comparator<String> byGain = Comparator.comparingDouble(arm -> gain(gains.get(arm)));
        return new LastRung(
                heir,
                maker,
                rung.stream().max(byGain).orElseThrow(),
                gains.keySet().stream()
                        .filter(arm -> !arm.equals(maker))
                        .max(byGain)
                        .orElseThrow());
    }

    /** Only revisions judge an optimizer. */
    private static void judge(
            ScoreAggregated report, StepRequested step, Map<String, double[]> gains) {
        if (step.operator().kind() != Kind.REVISE) return;
        double before = requireNonNull(report.before()).mean();
        double[] sums = requireNonNull(gains.get(description(step)));
        sums[0] += report.stats().mean() - before;
        sums[1] += 1 - before;
    }

    private static double gain(double[] sums) {
        return sums[1] == 0 ? 0 : sums[0] / sums[1];
    }

    private static String maker(EvaluationRequested one, Map<String, StepRequested> steps) {
        String place = one.purpose().substring("validate/".length());
        return steps.values().stream()
                .filter(step -> Objects.equals(step.purpose(), "step/" + place))
                .map(LastRung::description)
                .findFirst()
                .orElseThrow();
    }

    private static String trial(ScoreAggregated report) {
        return report.stepRef().trial().value();
    }

    private static String description(StepRequested step) {
        return step.spec().phases().getFirst().taskDescription();
    }
}
