/**
 * The seven stream services of the loop: what each of them reads, decides and writes. The deciders
 * are in the core, so that the loop also runs in memory.
 */
@NullMarked
package metatextgrad.services.streams;

import org.jspecify.annotations.NullMarked;
