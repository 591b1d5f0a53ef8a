package metatextgrad.cli.budget;

import java.util.List;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.BudgetLimits;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model calls of all projects are paused. It has no spending: an emergency stop reads
 * only the limits.
 *
 * @param by who changed it, as stated then; null if not known
 * @param reason of the change; null if none was stated
 */
public record PauseView(boolean paused, @Nullable String by, @Nullable String reason)
        implements View {
    static PauseView of(BudgetLimits all) {
        return new PauseView(
                all.paused(),
                all.by().isEmpty() ? null : all.by(),
                all.reason().isEmpty() ? null : all.reason());
    }

    @Override
    public List<String> text() {
        return List.of(
                "model calls of all projects %s%s%s"
                        .formatted(
                                paused ? "are paused" : "are not paused",
                                by == null ? "" : ", by " + by,
                                reason == null ? "" : ": " + reason));
    }

    @Override
    public List<String> next() {
        return paused ? List.of("mtg resume --all") : List.of();
    }
}
