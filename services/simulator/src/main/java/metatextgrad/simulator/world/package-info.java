/** What helps in a simulated world. Only the student may look. */
@NullMarked
package metatextgrad.simulator.world;

import org.jspecify.annotations.NullMarked;
