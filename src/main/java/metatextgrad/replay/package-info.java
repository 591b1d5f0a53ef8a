/**
 * A run derived again from what is recorded of it, without a call, to see that every state follows
 * (RELIABILITY §1.2). Pure.
 */
@NullMarked
package metatextgrad.replay;

import org.jspecify.annotations.NullMarked;
