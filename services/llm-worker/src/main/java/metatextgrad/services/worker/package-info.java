/**
 * The only service that calls a model. Buys each call once, answers each ask once, and records both
 * in short transactions (RELIABILITY §§2, 3).
 */
@NullMarked
package metatextgrad.services.worker;

import org.jspecify.annotations.NullMarked;
