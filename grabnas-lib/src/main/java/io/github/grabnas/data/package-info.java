/**
 * Tables and images: what is read, and from where.
 *
 * <p>{@link io.github.grabnas.data.DataFolder} finds the public files;
 * {@link io.github.grabnas.data.NatsBenchReader} makes a
 * {@link io.github.grabnas.data.BenchmarkTable} of NAS-Bench-201's accuracies;
 * {@link io.github.grabnas.data.MetaD2aReader} reads the meta-training tuples of MetaD2A as they
 * were published. {@link io.github.grabnas.data.ImageDataset} reads the paper's image datasets into
 * {@link io.github.grabnas.data.LabelledImages}; {@link io.github.grabnas.data.MicroBench} is the
 * embedded benchmark, with images and tables of its own. A
 * {@link io.github.grabnas.data.FeatureExtractor} turns images into vectors. Every reader refuses what is
 * not complete and unaltered, with place and reason.
 */
package io.github.grabnas.data;
