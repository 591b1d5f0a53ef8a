/** Spans of requests and of the calls that they cause. */
@NullMarked
package metatextgrad.services.gateway.traces;

import org.jspecify.annotations.NullMarked;
