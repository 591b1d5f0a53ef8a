/** What a text teaches: sixteen skills, recognised by meaning. */
@NullMarked
package metatextgrad.simulator.skill;

import org.jspecify.annotations.NullMarked;
