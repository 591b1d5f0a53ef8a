/** The outer loop: decides which optimizers a run tries, adopts and reports. Pure. */
package metatextgrad.meta;
