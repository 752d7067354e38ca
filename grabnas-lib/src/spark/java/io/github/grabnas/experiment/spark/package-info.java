/**
 * Whole searches as tasks of Apache Spark, where the library was built with it.
 *
 * <p>A task carries a search's method, target, space and seed; the executor reads table and weights from its own disk,
 * checks that they are those of the driver, runs the search on one thread, and sends its trials back.
 */
package io.github.grabnas.experiment.spark;
