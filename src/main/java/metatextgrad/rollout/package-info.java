/**
 * Decides which version of a project's program applications use. A version is offered, approved,
 * compared while both serve, promoted, and rolled back (METHOD §4.4 items 4 and 7). Pure.
 */
@NullMarked
package metatextgrad.rollout;

import org.jspecify.annotations.NullMarked;
