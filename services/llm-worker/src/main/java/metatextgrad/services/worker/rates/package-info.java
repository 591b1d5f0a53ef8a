/** Rate limits of each model (RELIABILITY §3.3). Pure: callers pass the time. */
@NullMarked
package metatextgrad.services.worker.rates;

import org.jspecify.annotations.NullMarked;
