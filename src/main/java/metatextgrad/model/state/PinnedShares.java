package metatextgrad.model.state;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Row;
import metatextgrad.model.project.SplitShares;

/**
 * The shares of a project's first snapshot. They bind all later snapshots, since splits never
 * change.
 */
public record PinnedShares(SplitShares shares) implements Row {
    public PinnedShares {
        requireNonNull(shares, "shares is null");
    }
}
