/**
 * What a run can know before it spends calls: the form of the right answers, and whether a prompt
 * can change anything. Reads training tasks alone. Pure.
 */
@NullMarked
package metatextgrad.preflight;

import org.jspecify.annotations.NullMarked;
