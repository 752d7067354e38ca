/**
 * One-shot methods: all cells are parts of one {@link io.github.grabnas.nn.convolution.Supernet}, whose weights are
 * trained on one half of the training images while the distribution over operations is trained on the other half.
 *
 * <p>An {@link io.github.grabnas.search.oneshot.OneShotSearch} is stepped an epoch at a time. What sets the methods
 * apart is a {@link io.github.grabnas.search.oneshot.Relaxation}, how weights of a mixture are made from the
 * architecture parameters and how gradients come back, and how the cell is derived at the end. A
 * {@link io.github.grabnas.search.oneshot.OneShotRun} is a search that was run and kept; it can be read where the
 * images are not there.
 */
package io.github.grabnas.search.oneshot;
