/** The meters of the gateway. */
@NullMarked
package metatextgrad.services.gateway.meters;

import org.jspecify.annotations.NullMarked;
