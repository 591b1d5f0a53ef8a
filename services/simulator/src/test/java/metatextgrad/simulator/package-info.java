@NullMarked
package metatextgrad.simulator;

import org.jspecify.annotations.NullMarked;
