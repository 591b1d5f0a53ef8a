/** The chain of runs of a project that adapts to its traffic: one run per window. Pure. */
@NullMarked
package metatextgrad.adapt;

import org.jspecify.annotations.NullMarked;
