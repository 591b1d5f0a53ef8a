/** Reads the parts of a request that a helper uses: tags, JSON, programs, texts and limits. */
@NullMarked
package metatextgrad.simulator.request;

import org.jspecify.annotations.NullMarked;
