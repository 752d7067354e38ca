/**
 * What is said of numbers: {@link io.github.grabnas.statistics.Standardizer} maps them to mean zero and standard deviation one,
 * {@link io.github.grabnas.statistics.PairedTest} compares two methods seed by seed. Nothing here knows what the numbers are of.
 */
package io.github.grabnas.statistics;
