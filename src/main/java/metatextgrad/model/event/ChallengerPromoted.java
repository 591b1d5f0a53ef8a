package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;

/**
 * An operator makes the challenger the champion.
 *
 * @param at time of the command
 */
public record ChallengerPromoted(ProjectId project, Instant at, Serial seen, String reason)
        implements RolloutCommand {
    public ChallengerPromoted {
        requireNonNull(project, "project is null");
        requireNonNull(at, "at is null");
        requireNonNull(seen, "seen is null");
        requireNonNull(reason, "reason is null");
    }
}
