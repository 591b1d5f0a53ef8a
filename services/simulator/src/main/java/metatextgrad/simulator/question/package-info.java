/** The three families of questions: found by their shape, solved exactly. */
@NullMarked
package metatextgrad.simulator.question;

import org.jspecify.annotations.NullMarked;
