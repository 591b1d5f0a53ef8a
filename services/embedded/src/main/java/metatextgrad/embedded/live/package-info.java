/** A demo of adaptation: an application and its users, whose model changes on the way. */
@NullMarked
package metatextgrad.embedded.live;

import org.jspecify.annotations.NullMarked;
