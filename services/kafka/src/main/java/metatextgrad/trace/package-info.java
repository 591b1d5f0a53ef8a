/**
 * Traces as services see them: the context of a record, and what a span describes. The module
 * {@code tracing} makes the spans. Without it, contexts are passed on and no span is made.
 */
package metatextgrad.trace;
