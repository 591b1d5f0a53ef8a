/**
 * Chat completions: what a request states, edits of its bytes, and the answer of a response. The
 * only package with Jackson.
 */
@NullMarked
package metatextgrad.services.gateway.chat;

import org.jspecify.annotations.NullMarked;
