@NullMarked
package metatextgrad.simulator.helper;

import org.jspecify.annotations.NullMarked;
