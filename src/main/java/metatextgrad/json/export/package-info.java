/** Prompts in the forms of other tools. {@code docs/other-tools.md} names their documentation. */
@NullMarked
package metatextgrad.json.export;

import org.jspecify.annotations.NullMarked;
