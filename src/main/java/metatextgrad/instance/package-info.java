/**
 * Instance mode (METHOD §2.3): trains one answer to one question instead of a prompt. It is never
 * combined with prompt optimization, and never sees the truth.
 */
@NullMarked
package metatextgrad.instance;

import org.jspecify.annotations.NullMarked;
