/** Data sets in the forms of other tools. {@code docs/other-tools.md} names their documentation. */
@NullMarked
package metatextgrad.json.dataset;

import org.jspecify.annotations.NullMarked;
