/** What tests of several modules start. */
@NullMarked
package metatextgrad.testing;

import org.jspecify.annotations.NullMarked;
