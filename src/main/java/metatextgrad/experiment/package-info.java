/**
 * The experiment: whether the meta level helped, against baselines and against controls that would
 * catch us fooling ourselves. Pure: what asks a model is behind {@link
 * metatextgrad.experiment.Ground}.
 */
@NullMarked
package metatextgrad.experiment;

import org.jspecify.annotations.NullMarked;
