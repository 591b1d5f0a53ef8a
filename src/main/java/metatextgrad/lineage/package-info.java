/** Derives how a run came from its seed program to its results. Pure. */
package metatextgrad.lineage;
