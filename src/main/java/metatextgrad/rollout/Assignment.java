package metatextgrad.rollout;

import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;

/**
 * Determines which version answers. The choice is a function of the serving table and the unit. So
 * every instance of an application decides alike, and a group keeps its version while the table is
 * unchanged.
 *
 * @param probability with which units get this version, 0 to 1
 */
public record Assignment(VersionId version, double probability) {
    /**
     * Assigns a version.
     *
     * @param unit id of the group if there is one, else of the task
     */
    public static Assignment of(PromptsServed table, String unit) {
        if (!(table.serving() instanceof Serving.Shared other))
            return new Assignment(table.champion(), 1);
        return place(table.project(), table.serial(), unit) < other.share()
                ? new Assignment(other.version(), other.share())
                : new Assignment(table.champion(), 1 - other.share());
    }

    /**
     * Returns the number from 0 to 1 that decides: below the share of the second version, that one
     * answers. {@code docs/connect.md} states how any language computes it.
     */
    public static double place(ProjectId project, Serial serial, String unit) {
        return ContentHash.unit("assignment", project, serial.number(), unit);
    }
}
