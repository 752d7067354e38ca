/**
 * Statistics of plain arrays of numbers; what the numbers measure is the caller's business.
 *
 * <ul>
 *   <li>{@link io.github.grabnas.statistics.Summary}: mean, standard deviation, median and range;
 *   <li>{@link io.github.grabnas.statistics.PairedTest}: whether two series of pairs differ;
 *   <li>{@link io.github.grabnas.statistics.MeanDifference}: how large their difference is;
 *   <li>{@link io.github.grabnas.statistics.FriedmanTest} and {@link io.github.grabnas.statistics.NemenyiTest}: whether
 *       and which of several treatments differ by their ranks;
 *   <li>{@link io.github.grabnas.statistics.SpreadTest}: whether two samples spread differently;
 *   <li>{@link io.github.grabnas.statistics.HolmCorrection}: p-values of several tests together;
 *   <li>{@link io.github.grabnas.statistics.Significance}: the level of all tests;
 *   <li>{@link io.github.grabnas.statistics.BootstrapInterval}: an interval for a mean over tasks;
 *   <li>{@link io.github.grabnas.statistics.CentralIntervals}: whether predicted intervals are as wide as they should
 *       be;
 *   <li>{@link io.github.grabnas.statistics.RankingQuality}: how well predictions rank things;
 *   <li>{@link io.github.grabnas.statistics.Reliability}: how far two measurements of the same things agree;
 *   <li>{@link io.github.grabnas.statistics.Standardizer}: maps numbers to mean zero and standard deviation one.
 * </ul>
 */
package io.github.grabnas.statistics;
