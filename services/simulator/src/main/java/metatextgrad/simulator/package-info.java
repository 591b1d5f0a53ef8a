/** An OpenAI-compatible server whose models are simulated by rules that can be read. */
@NullMarked
package metatextgrad.simulator;

import org.jspecify.annotations.NullMarked;
