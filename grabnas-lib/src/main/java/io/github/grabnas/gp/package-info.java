/**
 * Gaussian processes with exact inference in double precision, and the acquisition functions that use them.
 *
 * <p>A {@link io.github.grabnas.gp.Kernel} and observations at the rows of a {@link io.github.grabnas.linalg.Matrix}
 * make a {@link io.github.grabnas.gp.GaussianProcess}, which predicts;
 * {@link io.github.grabnas.gp.MarginalLikelihoodFit} finds the kernel's parameters;
 * {@link io.github.grabnas.gp.CandidatePosterior} keeps the prediction for many fixed candidates up to date; an
 * {@link io.github.grabnas.gp.AcquisitionFunction} decides which to try next. Plain loops over flat arrays throughout:
 * the matrices are small.
 */
package io.github.grabnas.gp;
