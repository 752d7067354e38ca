/**
 * A search on somebody's own images, from the pictures to a trained network. An
 * {@link io.github.grabnas.experiment.images.ImageSearch} reads and divides them, plans by the
 * {@link io.github.grabnas.experiment.images.ProxyRule} at which scale candidates can be trained in the
 * {@link io.github.grabnas.experiment.images.SearchBudget}, searches among the architectures within the
 * {@link io.github.grabnas.experiment.images.CostLimits}, trains the best at a larger scale, and measures the chosen
 * one once on the test images. All that it did is in a {@link io.github.grabnas.experiment.images.SearchFolder}, from
 * which a search that was killed goes on.
 */
package io.github.grabnas.experiment.images;
