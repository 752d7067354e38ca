/**
 * Trainings on Apache Spark. A {@link io.github.grabnas.evaluate.spark.SparkCluster} sends each task's images to the
 * executors once, by broadcast, and each candidate as a Spark task of one thread; results come back to the driver as
 * they are ready. Retries, lost executors and lost workers are Spark's business. The package is compiled by the Maven
 * profile {@code spark} alone, and found as a service.
 */
package io.github.grabnas.evaluate.spark;
