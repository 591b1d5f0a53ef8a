/** The chat-completions format: requests, responses and error bodies. */
@NullMarked
package metatextgrad.simulator.chat;

import org.jspecify.annotations.NullMarked;
