/**
 * The only service of the loop that calls models. It makes each call once, answers each request
 * once, and records both in short transactions (RELIABILITY §§2, 3). This package connects the
 * parts: {@code scheduler} decides, {@code kafka} polls and commits, {@code ModelCaller} calls the
 * model.
 */
@NullMarked
package metatextgrad.services.worker;

import org.jspecify.annotations.NullMarked;
