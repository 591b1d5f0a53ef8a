/** Calls of the model server, and headers that end at each hop. */
@NullMarked
package metatextgrad.services.gateway.upstream;

import org.jspecify.annotations.NullMarked;
