package metatextgrad.services.gateway.traffic;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * A sampled request and its answer.
 *
 * @param group the user; null if the request names none
 * @param by the version that answered; null if none was drawn by chance, as for a label
 * @param at when it was answered
 */
public record ServedAnswer(
        ProjectId project,
        String task,
        @Nullable String group,
        String input,
        String output,
        @Nullable DrawnVersion by,
        Instant at) {
    /** A version, and with which probability the serving table drew it. */
    public record DrawnVersion(VersionId version, Serial serial, double probability) {}
}
