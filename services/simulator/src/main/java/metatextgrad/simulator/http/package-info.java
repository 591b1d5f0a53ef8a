/** The HTTP face of the simulator. */
@NullMarked
package metatextgrad.simulator.http;

import org.jspecify.annotations.NullMarked;
