package metatextgrad.services.gateway.views;

import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.json.ProjectFile;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.view.TimedTable;
import org.jspecify.annotations.Nullable;

/**
 * A project and its present state.
 *
 * @param serial of its definition
 * @param serving what serves now; null if nothing does
 * @param adapt null if it does not adapt
 * @param drift the last alarm; null if there was none
 * @param waiting versions that passed the gate and wait for an operator
 */
public record ProjectRow(
        String project,
        long serial,
        @Nullable PromotionRow serving,
        @Nullable AdaptRow adapt,
        @Nullable DriftRow drift,
        long waiting) {
    /**
     * A project with its definition.
     *
     * @param definition as in a project file, with all defaults
     */
    public record Detail(
            String project,
            long serial,
            @Nullable PromotionRow serving,
            @Nullable AdaptRow adapt,
            @Nullable DriftRow drift,
            long waiting,
            JsonNode definition) {}

    /** Returns the row of a project. */
    public static ProjectRow of(ReadModels models, ProjectDefined defined) {
        ProjectId id = defined.project().id();
        TimedTable table = models.table(id);
        AdaptState adapt = models.adapting(id);
        DriftDetected drift = models.drift(id);
        return new ProjectRow(
                id.value(),
                defined.serial().number(),
                table == null ? null : PromotionRow.of(table),
                adapt == null ? null : AdaptRow.of(adapt),
                drift == null ? null : DriftRow.of(drift),
                waiting(models, id));
    }

    /** Returns a project with its definition. */
    public static Detail detail(ReadModels models, ProjectDefined defined) {
        ProjectRow row = of(models, defined);
        return new Detail(
                row.project,
                row.serial,
                row.serving,
                row.adapt,
                row.drift,
                row.waiting,
                ProjectFile.of(defined.project()));
    }

    private static long waiting(ReadModels models, ProjectId id) {
        var history = models.history(id);
        return history.contests().stream().filter(history::waits).count();
    }
}
