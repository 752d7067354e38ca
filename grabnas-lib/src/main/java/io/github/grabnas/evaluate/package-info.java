/**
 * How good an architecture is. An {@link io.github.grabnas.evaluate.ArchitectureEvaluator} measures one architecture at
 * a time; the result is an {@link io.github.grabnas.evaluate.Evaluation}: a measured accuracy, or the reason why there
 * is none. {@link io.github.grabnas.evaluate.TabularEvaluator} looks it up in a table;
 * {@link io.github.grabnas.evaluate.training.TrainingEvaluator} trains the network and measures it;
 * {@link io.github.grabnas.evaluate.BudgetedEvaluator} counts evaluations;
 * {@link io.github.grabnas.evaluate.JournalledEvaluator} keeps those of an evaluator of one's own on disk.
 */
package io.github.grabnas.evaluate;
