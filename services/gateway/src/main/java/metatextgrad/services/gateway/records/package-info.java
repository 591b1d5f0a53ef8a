/** Past records of topics, which pages about one run, one task or a dead letter read on demand. */
@NullMarked
package metatextgrad.services.gateway.records;

import org.jspecify.annotations.NullMarked;
