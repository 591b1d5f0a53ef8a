package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;

/**
 * An operator lets a version serve a share of the traffic.
 *
 * @param share of the groups, or tasks, that it serves, from .01 to .5
 * @param at time of the command
 */
public record ChallengerApproved(
        ProjectId project, VersionId version, double share, Instant at, Serial seen, String reason)
        implements RolloutCommand {
    public ChallengerApproved {
        requireNonNull(project, "project is null");
        requireNonNull(version, "version is null");
        requireNonNull(at, "at is null");
        requireNonNull(seen, "seen is null");
        requireNonNull(reason, "reason is null");
        if (!(share >= .01 && share <= .5))
            throw new IllegalArgumentException("share must be from 0.01 to 0.5, not " + share);
    }
}
