/** Commands that start everything for one run, and end with it: the demo, and a run on files. */
@NullMarked
package metatextgrad.embedded.run;

import org.jspecify.annotations.NullMarked;
