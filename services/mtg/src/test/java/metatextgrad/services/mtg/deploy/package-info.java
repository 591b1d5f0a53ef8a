/** Compose, chart and boards, held to the code. */
@org.jspecify.annotations.NullMarked
package metatextgrad.services.mtg.deploy;
