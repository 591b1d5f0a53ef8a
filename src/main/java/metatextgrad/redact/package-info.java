/** Finds and hides confidential text: keys, and addresses and numbers of people. */
@org.jspecify.annotations.NullMarked
package metatextgrad.redact;
