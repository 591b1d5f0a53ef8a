/** The HTTP server: routes, completions, faults and rate limits. */
@NullMarked
package metatextgrad.simulator.http;

import org.jspecify.annotations.NullMarked;
