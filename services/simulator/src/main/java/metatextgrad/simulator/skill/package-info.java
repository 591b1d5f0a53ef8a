/** Recognises which of sixteen skills a text teaches, by its meaning. */
@NullMarked
package metatextgrad.simulator.skill;

import org.jspecify.annotations.NullMarked;
