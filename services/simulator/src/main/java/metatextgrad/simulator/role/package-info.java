/** The simulated models as one function from requests to responses, with call counts. */
@NullMarked
package metatextgrad.simulator.role;

import org.jspecify.annotations.NullMarked;
