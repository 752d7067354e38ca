/**
 * Convolutional networks that are trained on the processor, fast enough to judge thousands of candidates. A
 * {@link io.github.grabnas.nn.convolution.CandidateNetwork} puts an architecture into the
 * {@link io.github.grabnas.nn.convolution.Skeleton} of NAS-Bench-201, loads batches as
 * {@link io.github.grabnas.nn.convolution.Pixels}, and computes loss, gradients and steps;
 * {@link io.github.grabnas.nn.convolution.TrainingEngine} is what makes it exchangeable, and
 * {@link io.github.grabnas.nn.convolution.NetworkCost} counts what it costs. All engines compute a cell by its
 * {@link io.github.grabnas.nn.convolution.CellPlan}. A {@link io.github.grabnas.nn.convolution.Supernet} holds all
 * cells at once.
 */
package io.github.grabnas.nn.convolution;
