/**
 * Accuracies by training. A {@link io.github.grabnas.evaluate.training.CandidateTrainer} trains one architecture on one
 * task by a {@link io.github.grabnas.evaluate.training.TrainingRecipe}, on the engine that an
 * {@link io.github.grabnas.evaluate.training.EngineChoice} names;
 * {@link io.github.grabnas.evaluate.training.TrainingEvaluator} is the evaluator that a search uses. A
 * {@link io.github.grabnas.evaluate.training.CandidatePool} trains thousands side by side and notes each in a
 * {@link io.github.grabnas.evaluate.training.TrainingJournal}, so that it can be killed and go on.
 */
package io.github.grabnas.evaluate.training;
