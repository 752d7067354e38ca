/**
 * How networks are trained. A {@link io.github.grabnas.nn.training.TrainingLoop} minimises a
 * {@link io.github.grabnas.nn.training.TrainingTask}: it draws batches
 * ({@link io.github.grabnas.nn.training.BatchSampler}), bounds the gradient
 * ({@link io.github.grabnas.nn.training.GradientClipping}), takes steps ({@link io.github.grabnas.nn.training.Adam},
 * {@link io.github.grabnas.nn.training.LearningRateSchedule}), validates, keeps the best parameters and may stop early
 * ({@link io.github.grabnas.nn.training.EarlyStopping}).
 *
 * <p>A {@link io.github.grabnas.nn.training.TrainingRun} takes it round by round. Its
 * {@link io.github.grabnas.nn.training.TrainingState} is immutable and is kept in a
 * {@link io.github.grabnas.nn.training.TrainingStateFile}: a training that was killed and is resumed ends with the same
 * parameters, bit for bit.
 */
package io.github.grabnas.nn.training;
