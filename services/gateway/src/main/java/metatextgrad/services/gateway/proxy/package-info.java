/** The OpenAI-compatible routes. */
@NullMarked
package metatextgrad.services.gateway.proxy;

import org.jspecify.annotations.NullMarked;
