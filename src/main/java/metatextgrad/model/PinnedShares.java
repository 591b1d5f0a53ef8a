package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * The shares of a project's first snapshot. They bind all later snapshots, since splits never
 * change.
 */
public record PinnedShares(SplitShares shares) implements Row {
    public PinnedShares {
        requireNonNull(shares, "shares is null");
    }
}
