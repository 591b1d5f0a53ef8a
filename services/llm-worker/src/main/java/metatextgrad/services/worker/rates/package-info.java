/** How fast calls of each model may leave (RELIABILITY §3.3). Pure: the time comes in. */
@NullMarked
package metatextgrad.services.worker.rates;

import org.jspecify.annotations.NullMarked;
