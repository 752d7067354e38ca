/**
 * Gradients by going backwards through a computation, over matrices of doubles.
 *
 * <p>{@link io.github.grabnas.nn.autodiff.Parameters} are the weights by name, a
 * {@link io.github.grabnas.nn.autodiff.Tape} records what is computed from them,
 * {@link io.github.grabnas.nn.autodiff.Variable} has the operations. All are plain loops over arrays, few and large: at
 * this method's sizes (width 56, batches of hundreds) calls into a tensor library cost more than they compute.
 */
package io.github.grabnas.nn.autodiff;
