/**
 * Finds and hides text that must not leave the system: keys, and addresses and numbers of people.
 */
@org.jspecify.annotations.NullMarked
package metatextgrad.redact;
