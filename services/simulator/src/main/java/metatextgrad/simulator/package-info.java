/** An OpenAI-compatible server whose models are simulated by readable rules. */
@NullMarked
package metatextgrad.simulator;

import org.jspecify.annotations.NullMarked;
