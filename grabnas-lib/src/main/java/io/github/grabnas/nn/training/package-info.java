/**
 * How weights follow gradients: {@link io.github.grabnas.nn.training.Adam} takes steps,
 * {@link io.github.grabnas.nn.training.LearningRateSchedule} says how long they are,
 * {@link io.github.grabnas.nn.training.GradientClipping} bounds them.
 */
package io.github.grabnas.nn.training;
