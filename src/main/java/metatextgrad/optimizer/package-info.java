/** The inner loop: decides the steps of one trial, from the training batch to the score. Pure. */
package metatextgrad.optimizer;
