/** Reproducible random numbers: each draw is a hash of its purpose. */
@NullMarked
package metatextgrad.simulator.chance;

import org.jspecify.annotations.NullMarked;
