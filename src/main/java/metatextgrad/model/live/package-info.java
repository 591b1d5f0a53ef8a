/** Events and states of projects that adapt to their traffic. Immutable. */
@NullMarked
package metatextgrad.model.live;

import org.jspecify.annotations.NullMarked;
