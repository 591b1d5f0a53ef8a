@NullMarked
package metatextgrad.simulator.student;

import org.jspecify.annotations.NullMarked;
