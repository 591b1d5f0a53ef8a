/** The {@code mtg} command, and the all-in-one: broker and registry beside the services. */
@NullMarked
package metatextgrad.services.mtg;

import org.jspecify.annotations.NullMarked;
