/**
 * Instance mode (METHOD §2.3): trains one answer of one question instead of a prompt. Never mixed
 * with prompt optimization, and never shown the truth.
 */
@NullMarked
package metatextgrad.instance;

import org.jspecify.annotations.NullMarked;
