package metatextgrad.cli.text;

import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.BlockReason;
import org.jspecify.annotations.Nullable;

/** Formats why a run is blocked, and the command that lets it continue. Pure. */
public final class HoldReasonFormatter {
    private HoldReasonFormatter() {}

    /** Returns one line on a blocked run: a limit blocks it, or one of its models. */
    public static String of(RunState blocked) {
        return blocked.blocked() == null ? blocked.reason() : of(blocked.blocked());
    }

    /** Returns one line; empty if nothing blocks the run. */
    public static String of(@Nullable BlockReason reason) {
        return switch (reason) {
            case null -> "";
            case BlockReason.Paused paused -> paused.text() + ": mtg resume --all ends that";
            case BlockReason.Spent spent ->
                    "%s: mtg budget set %s raises it"
                            .formatted(spent.text(), typed(spent.budget()));
        };
    }

    private static String typed(String budget) {
        return budget.equals(BudgetLimits.ALL) || budget.contains(" ")
                ? "'" + budget + "'"
                : budget;
    }
}
