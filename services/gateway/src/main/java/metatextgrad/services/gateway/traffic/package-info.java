/** Samples of traffic on their way to Kafka. */
@NullMarked
package metatextgrad.services.gateway.traffic;

import org.jspecify.annotations.NullMarked;
