/** Checks on the language and the citations of the repository: comments, help texts and pages. */
@NullMarked
package metatextgrad.services.mtg.docs;

import org.jspecify.annotations.NullMarked;
