/**
 * Several evaluations at a time. {@link io.github.grabnas.evaluate.parallel.EvaluationSlots} says how many and where; a
 * search opens an {@link io.github.grabnas.evaluate.parallel.EvaluationQueue} on its evaluator, hands architectures
 * over and takes answers in the order in which they come. {@link io.github.grabnas.evaluate.parallel.ThreadSlots} are
 * threads of this machine; {@link io.github.grabnas.evaluate.parallel.SimulatedSlots} have a simulated clock, so that
 * searches on tables depend on their seeds alone. {@link io.github.grabnas.evaluate.parallel.SideBySide} runs whole
 * tasks, such as trainings and searches, several at a time. {@link io.github.grabnas.evaluate.parallel.SharedResources}
 * keeps what such tasks have in common only while they need it.
 */
package io.github.grabnas.evaluate.parallel;
