/** Finds implementations of the extension points on the class path. */
@NullMarked
package metatextgrad.plugin;

import org.jspecify.annotations.NullMarked;
