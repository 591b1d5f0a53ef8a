/** Reproducible chance: every draw is a hash of what it is drawn for. */
@NullMarked
package metatextgrad.simulator.chance;

import org.jspecify.annotations.NullMarked;
