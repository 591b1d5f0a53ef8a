package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;

/**
 * An operator takes all traffic back.
 *
 * @param to the champion, which ends the serving of any other version, or an earlier champion
 */
public record RolledBack(ProjectId project, VersionId to, Serial seen, String reason)
        implements RolloutCommand {
    public RolledBack {
        requireNonNull(project, "project is null");
        requireNonNull(to, "to is null");
        requireNonNull(seen, "seen is null");
        requireNonNull(reason, "reason is null");
    }
}
