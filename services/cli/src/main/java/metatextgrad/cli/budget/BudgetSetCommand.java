package metatextgrad.cli.budget;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.input.ReasonOption;
import metatextgrad.cli.text.Prints;
import metatextgrad.model.Dollars;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Limits;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets limits of a budget. Limits that are not specified are unchanged. */
@Command(
        name = "set",
        description =
                "Sets limits of a budget. Calls beyond a limit wait; they continue when you raise the limit or the day ends (UTC). Limits that are not specified are unchanged.")
@Prints(BudgetListView.class)
final class BudgetSetCommand implements Callable<Integer> {
    private static final String NONE = "none";

    @Parameters(paramLabel = "BUDGET", description = "A project, or * for all projects together.")
    private String budget = "";

    @Option(names = "--calls", paramLabel = "N", description = "Calls in total, or none.")
    private @Nullable String calls;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens in total, or none.")
    private @Nullable String tokens;

    @Option(names = "--usd", paramLabel = "X", description = "Dollars in total, or none.")
    private @Nullable String usd;

    @Option(names = "--day-calls", paramLabel = "N", description = "Calls per day, or none.")
    private @Nullable String dayCalls;

    @Option(names = "--day-tokens", paramLabel = "N", description = "Tokens per day, or none.")
    private @Nullable String dayTokens;

    @Option(names = "--day-usd", paramLabel = "X", description = "Dollars per day, or none.")
    private @Nullable String dayUsd;

    @Mixin private ReasonOption reason = new ReasonOption();
    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        if (Stream.of(calls, tokens, usd, dayCalls, dayTokens, dayUsd).allMatch(Objects::isNull))
            throw Exit.USAGE.problem(
                    "specify a limit: --calls, --tokens, --usd, --day-calls, --day-tokens or --day-usd");
        if (!budget.equals(BudgetLimits.ALL)) Inputs.id("BUDGET", budget);
        return BudgetWriter.write(options, budget, this::changed);
    }

    private BudgetLimits changed(BudgetLimits before) {
        return new BudgetLimits(
                before.budget(),
                changed(before.whole(), calls, tokens, usd, ""),
                changed(before.day(), dayCalls, dayTokens, dayUsd, "day-"),
                before.paused(),
                before.serial().next(),
                reason.text(),
                operator.name());
    }

    private static Limits changed(
            Limits before,
            @Nullable String calls,
            @Nullable String tokens,
            @Nullable String usd,
            String period) {
        return new Limits(
                limit(before.calls(), "--" + period + "calls", calls, BudgetSetCommand::count),
                limit(before.tokens(), "--" + period + "tokens", tokens, BudgetSetCommand::count),
                limit(before.micros(), "--" + period + "usd", usd, Dollars::micros));
    }

    private static @Nullable Long limit(
            @Nullable Long before,
            String option,
            @Nullable String text,
            ToLongFunction<String> read) {
        if (text == null) return before;
        if (text.equals(NONE)) return null;
        try {
            return read.applyAsLong(text);
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "%s is '%s': %s", option, text, e.getMessage());
        }
    }

    private static long count(String text) {
        if (text.matches("\\+?[0-9]{1,18}")) return Long.parseLong(text);
        throw new IllegalArgumentException("it must be a whole number from 0, or none");
    }
}
