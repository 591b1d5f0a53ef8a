/** The chat-completions format: requests, replies and error bodies. */
@NullMarked
package metatextgrad.simulator.chat;

import org.jspecify.annotations.NullMarked;
