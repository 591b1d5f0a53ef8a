/** What must not leave with a text: finds keys, addresses and numbers of people, and hides them. */
@org.jspecify.annotations.NullMarked
package metatextgrad.redact;
