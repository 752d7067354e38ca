/**
 * How weights follow gradients: {@link io.github.grabnas.nn.descent.Adam} takes steps,
 * {@link io.github.grabnas.nn.descent.LearningRateSchedule} says how long they are,
 * {@link io.github.grabnas.nn.descent.GradientClipping} bounds them.
 */
package io.github.grabnas.nn.descent;
