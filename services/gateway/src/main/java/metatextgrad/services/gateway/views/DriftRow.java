package metatextgrad.services.gateway.views;

import metatextgrad.model.live.DriftDetected;
import metatextgrad.view.VersionStage;

/**
 * A drop of the scores of a champion.
 *
 * @param at time of the answer that raised the alarm, UTC
 * @param text what has happened, in one line
 */
public record DriftRow(
        String project, String champion, double before, double after, String at, String text) {
    static DriftRow of(DriftDetected drift) {
        return new DriftRow(
                drift.project().value(),
                drift.version().value(),
                drift.before(),
                drift.after(),
                VersionStage.time(drift.at()),
                drift.reason());
    }
}
