package metatextgrad.meta;

import java.util.List;
import java.util.Optional;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RunRequested;
import metatextgrad.strategy.DryRun;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;

/** Checks whether a submitted optimizer can be tried in a run. Pure. */
public final class OfferRule {
    private OfferRule() {}

    /**
     * Returns the reason why not, in one line. The checks are those of a model's proposal and make
     * no model calls.
     */
    public static Optional<String> problem(RunRequested request, OptimizerSpec spec) {
        int maxSteps =
                request.project().optimizers().stream()
                        .mapToInt(OptimizerSpec::steps)
                        .max()
                        .orElseThrow();
        for (OptimizerSpec own : request.project().optimizers()) {
            if (own.equals(spec))
                return Optional.of(
                        "the run tries this optimizer already, as its own `" + own.name() + "`");
        }
        List<String> errors = OptimizerRules.check(spec, Strategies.names(), maxSteps);
        return errors.isEmpty()
                ? DryRun.check(spec, request.project().seed())
                : Optional.of(String.join("; ", errors));
    }
}
