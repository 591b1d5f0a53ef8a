package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * The shares of a project's first snapshot: they bind all later ones, since splits are for ever.
 */
public record PinnedShares(SplitShares shares) implements Row {
    public PinnedShares {
        requireNonNull(shares, "shares is null");
    }
}
