/** Ids, programs, tasks and scores: the values that all parts of the loop share. */
package metatextgrad.model;
