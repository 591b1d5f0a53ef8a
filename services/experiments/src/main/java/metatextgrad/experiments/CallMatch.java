package metatextgrad.experiments;

import java.util.List;
import java.util.function.ToDoubleFunction;
import metatextgrad.meta.CallsByRole;

/**
 * The cost of a control for each unit of the cost of metaTextGrad, over all seeds. Requests that a
 * recorded answer served count too.
 *
 * @param calls calls of all roles
 * @param dollars estimated dollars
 */
public record CallMatch(String method, double calls, double dollars) {
    static CallMatch of(
            String method,
            List<MethodOutcome> control,
            List<MethodOutcome> whole,
            CallPrices prices) {
        return new CallMatch(
                method,
                ratio(control, whole, CallsByRole::total),
                ratio(control, whole, prices::dollars));
    }

    private static double ratio(
            List<MethodOutcome> control,
            List<MethodOutcome> whole,
            ToDoubleFunction<CallsByRole> cost) {
        return sum(control, cost) / sum(whole, cost);
    }

    private static double sum(List<MethodOutcome> outcomes, ToDoubleFunction<CallsByRole> cost) {
        return outcomes.stream().map(MethodOutcome::search).mapToDouble(cost).sum();
    }
}
