/** The effects of skills in a simulated world. Only the student may read them. */
@NullMarked
package metatextgrad.simulator.world;

import org.jspecify.annotations.NullMarked;
