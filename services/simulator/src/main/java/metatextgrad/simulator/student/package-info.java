/** The role that answers questions, and errs where its prompt does not teach. */
@NullMarked
package metatextgrad.simulator.student;

import org.jspecify.annotations.NullMarked;
