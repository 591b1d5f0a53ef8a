/**
 * Derives a run again from its recorded events, without a model call, to verify that every state
 * follows (RELIABILITY §1.2). Pure.
 */
@NullMarked
package metatextgrad.replay;

import org.jspecify.annotations.NullMarked;
