package metatextgrad.services.gateway.views;

import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a project serves: one serving table, and who made it.
 *
 * @param serial of the table; tables with one serial differ only in their labels
 * @param revision of the labels
 * @param at UTC
 * @param by the operator or key, as it claims; null if a rule did
 * @param beside the version beside the champion; null if there is none
 */
public record PromotionRow(
        String project,
        long serial,
        long revision,
        String at,
        String why,
        @Nullable String by,
        String champion,
        @Nullable Beside beside,
        boolean pinned) {
    /**
     * The version beside the champion.
     *
     * @param role challenger or former
     * @param share of the traffic, above 0
     * @param since UTC
     */
    public record Beside(String version, String role, double share, String since) {}

    /** Returns the row of a table. */
    public static PromotionRow of(TimedTable one) {
        PromptsServed table = one.table();
        return new PromotionRow(
                table.project().value(),
                table.serial().number(),
                table.marks().revision().number(),
                one.at().toString(),
                table.why(),
                table.by().isEmpty() ? null : table.by(),
                table.champion().value(),
                beside(table),
                table.marks().pinned());
    }

    private static @Nullable Beside beside(PromptsServed table) {
        return table.serving() instanceof Serving.Shared other
                ? new Beside(
                        other.version().value(),
                        table.shares().getLast().role(),
                        other.share(),
                        VersionStage.time(other.since()))
                : null;
    }
}
