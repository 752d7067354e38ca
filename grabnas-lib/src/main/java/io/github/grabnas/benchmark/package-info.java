/**
 * What was measured before a search: tables of the accuracy of every cell
 * ({@link io.github.grabnas.benchmark.BenchmarkTable}), on the {@link io.github.grabnas.benchmark.Target}s that have
 * one, and meta-training tuples ({@link io.github.grabnas.benchmark.MetaTrainingData}). A
 * {@link io.github.grabnas.benchmark.BenchmarkSuite} is all data of one kind: measured at proxy scale, or the paper's.
 */
package io.github.grabnas.benchmark;
