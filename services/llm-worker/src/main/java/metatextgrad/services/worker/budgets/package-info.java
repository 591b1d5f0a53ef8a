/** What calls may take, take at most and have taken (RELIABILITY §3.3). Pure. */
@NullMarked
package metatextgrad.services.worker.budgets;

import org.jspecify.annotations.NullMarked;
