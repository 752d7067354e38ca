/**
 * How good an architecture is. An {@link io.github.grabnas.evaluate.ArchitectureEvaluator} is asked
 * for one architecture at a time and answers with an {@link io.github.grabnas.evaluate.Evaluation}:
 * a measured accuracy, or the reason why it cannot tell.
 * {@link io.github.grabnas.evaluate.TabularEvaluator} looks the answer up in a benchmark's table;
 * {@link io.github.grabnas.evaluate.training.TrainingEvaluator} trains the network and measures it;
 * {@link io.github.grabnas.evaluate.BudgetedEvaluator} counts what was asked.
 */
package io.github.grabnas.evaluate;
