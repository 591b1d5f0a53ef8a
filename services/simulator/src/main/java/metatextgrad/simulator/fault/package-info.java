/** Deliberate problems: latency, scripted failures and rate limits. */
@NullMarked
package metatextgrad.simulator.fault;

import org.jspecify.annotations.NullMarked;
