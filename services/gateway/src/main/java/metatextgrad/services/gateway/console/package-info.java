/** The pages for people: what serves, why, and their decisions. Rendered by the server. */
@NullMarked
package metatextgrad.services.gateway.console;

import org.jspecify.annotations.NullMarked;
