/** Limits, maximum costs and spend of calls (RELIABILITY §3.3). Pure. */
@NullMarked
package metatextgrad.services.worker.budgets;

import org.jspecify.annotations.NullMarked;
