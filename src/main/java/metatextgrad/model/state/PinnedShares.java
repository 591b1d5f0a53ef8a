package metatextgrad.model.state;

import metatextgrad.model.Row;
import metatextgrad.model.project.SplitShares;

/**
 * The shares of a project's first snapshot. They bind all later snapshots, since splits never
 * change.
 */
public record PinnedShares(SplitShares shares) implements Row {}
