/**
 * The roles that criticise, rewrite and judge. They see their request and public numbers, but not
 * the world.
 */
@NullMarked
package metatextgrad.simulator.helper;

import org.jspecify.annotations.NullMarked;
