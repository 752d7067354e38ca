/**
 * Experiments: many searches, and what they show. Six packages hold them.
 *
 * <ul>
 *   <li>{@link io.github.grabnas.experiment.run} runs searches with many seeds, keeps them, and makes tables and charts
 *       of results;
 *   <li>{@link io.github.grabnas.experiment.paper} has the paper's tables and figures, and ablations beyond them;
 *   <li>{@link io.github.grabnas.experiment.beyond} asks whether a graph beyond the space is better than every cell;
 *   <li>{@link io.github.grabnas.experiment.images} searches on somebody's own images and trains what it finds;
 *   <li>{@link io.github.grabnas.experiment.verdict} judges the paper's claims by statistical rules;
 *   <li>{@link io.github.grabnas.experiment.prepare} makes what is committed under data: tables, weights, their
 *       quality.
 * </ul>
 */
package io.github.grabnas.experiment;
