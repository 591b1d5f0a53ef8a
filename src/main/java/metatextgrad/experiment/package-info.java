/**
 * Experiments: compare the meta level with baselines, and with controls that detect false gains.
 * Pure: model calls are behind {@link metatextgrad.experiment.Ground}.
 */
@NullMarked
package metatextgrad.experiment;

import org.jspecify.annotations.NullMarked;
