/** The definition of a project: evaluator, models, optimizers, splits, prices and budgets. */
package metatextgrad.model.project;
