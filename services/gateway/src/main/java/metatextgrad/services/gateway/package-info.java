/**
 * The gateway: serves the programs of projects over OpenAI's protocol, takes traffic and feedback,
 * and needs Kafka for none of its answers. {@code proxy} has the routes of the protocol, {@code
 * tables} what serves, {@code chat} what is in a body, {@code traffic} the way to Kafka.
 */
@NullMarked
package metatextgrad.services.gateway;

import org.jspecify.annotations.NullMarked;
