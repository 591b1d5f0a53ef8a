/** The recorded calls and requests of one partition (RELIABILITY §2). */
@NullMarked
package metatextgrad.services.worker.ledger;

import org.jspecify.annotations.NullMarked;
