/** The role that answers questions. It makes mistakes if its prompt does not teach the skills. */
@NullMarked
package metatextgrad.simulator.student;

import org.jspecify.annotations.NullMarked;
