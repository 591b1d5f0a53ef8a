package metatextgrad.services.mtg;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.Dollars;
import metatextgrad.model.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets limits; what is not named stays. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description =
                "Sets limits of a budget; what is asked beyond them waits, and goes on when they"
                        + " are raised. What is not named stays.")
final class BudgetSetCommand implements Callable<Integer> {
    private static final String NONE = "none";

    @Parameters(paramLabel = "BUDGET", description = "A project, or * for all together.")
    private String budget = "";

    @Option(names = "--calls", paramLabel = "N", description = "Calls for ever, or none.")
    private @Nullable String calls;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens for ever, or none.")
    private @Nullable String tokens;

    @Option(names = "--usd", paramLabel = "X", description = "Dollars for ever, or none.")
    private @Nullable String usd;

    @Option(names = "--day-calls", paramLabel = "N", description = "Calls of one day, or none.")
    private @Nullable String dayCalls;

    @Option(names = "--day-tokens", paramLabel = "N", description = "Tokens of one day, or none.")
    private @Nullable String dayTokens;

    @Option(names = "--day-usd", paramLabel = "X", description = "Dollars of one day, or none.")
    private @Nullable String dayUsd;

    @Override
    public Integer call() {
        if (List.of(given(calls), given(tokens), given(usd), given(dayCalls), given(dayTokens))
                        .stream()
                        .noneMatch(set -> set)
                && !given(dayUsd))
            throw Exit.USAGE.problem(
                    "no limit is named: --calls, --tokens, --usd, --day-calls, --day-tokens or"
                            + " --day-usd");
        if (!budget.equals(BudgetLimits.ALL)) Inputs.id("BUDGET", budget);
        BudgetWriter.write(budget, this::changed);
        return Exit.OK.code();
    }

    private BudgetLimits changed(BudgetLimits held) {
        return new BudgetLimits(
                held.budget(),
                changed(held.whole(), calls, tokens, usd, ""),
                changed(held.day(), dayCalls, dayTokens, dayUsd, "day-"),
                held.paused(),
                held.serial().next());
    }

    private static Limits changed(
            Limits held,
            @Nullable String calls,
            @Nullable String tokens,
            @Nullable String usd,
            String period) {
        return new Limits(
                limit(held.calls(), "--" + period + "calls", calls, BudgetSetCommand::count),
                limit(held.tokens(), "--" + period + "tokens", tokens, BudgetSetCommand::count),
                limit(held.micros(), "--" + period + "usd", usd, Dollars::micros));
    }

    private static @Nullable Long limit(
            @Nullable Long held,
            String option,
            @Nullable String text,
            ToLongFunction<String> read) {
        if (text == null) return held;
        if (text.equals(NONE)) return null;
        try {
            return read.applyAsLong(text);
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "%s is '%s': %s", option, text, e.getMessage());
        }
    }

    private static long count(String text) {
        String wanted = "it must be a whole number from 0, or none";
        try {
            long number = Long.parseLong(text);
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wanted, e);
        }
        throw new IllegalArgumentException(wanted);
    }

    private static boolean given(@Nullable String option) {
        return option != null;
    }
}
