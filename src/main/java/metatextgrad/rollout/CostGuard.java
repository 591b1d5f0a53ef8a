package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import metatextgrad.model.Cost.Spent;
import metatextgrad.model.Dollars;
import metatextgrad.model.ModelRole;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answers of a challenger cost too much more than those of the champion to the same
 * tasks. Only calls of the program count: those of a judge are no answers. Pure.
 */
final class CostGuard {
    private CostGuard() {}

    /** Returns why the challenger may not pass, in one line; null if it may. */
    static @Nullable String problem(AdaptStarted started, GateContest contest) {
        Project project = started.project();
        double most = requireNonNull(project.adapt()).guards().cost();
        Price price = started.prices().of(project.loop().model(ModelRole.PROGRAM).name());
        long before = amount(price, contest.championCost().of(ModelRole.PROGRAM));
        long after = amount(price, contest.challengerCost().of(ModelRole.PROGRAM));
        if (before == 0 || after <= most * before) return null;
        return String.format(
                Locale.ROOT,
                "its answers to the same tasks cost %.2f times as much: %s against %s;"
                        + " guards.cost is %s",
                after / (double) before,
                text(price, after),
                text(price, before),
                most);
    }

    /** Tokens count if the model has no price. */
    private static long amount(@Nullable Price price, Spent spent) {
        return price == null
                ? spent.inputTokens() + spent.outputTokens()
                : price.micros(spent.inputTokens(), spent.outputTokens());
    }

    private static String text(@Nullable Price price, long amount) {
        return price == null
                ? String.format(Locale.ROOT, "%,d tokens", amount)
                : Dollars.text(amount);
    }
}
