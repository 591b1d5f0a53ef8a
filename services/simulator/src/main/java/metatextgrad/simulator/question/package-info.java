/** The three families of questions: found in a text by their form, and solved exactly. */
@NullMarked
package metatextgrad.simulator.question;

import org.jspecify.annotations.NullMarked;
