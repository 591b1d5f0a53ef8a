/**
 * What the records of topics mean to people: the stage of a version, the evidence of a contest, the
 * comparison of a run. The command line and the gateway show the same. Pure.
 */
@NullMarked
package metatextgrad.view;

import org.jspecify.annotations.NullMarked;
