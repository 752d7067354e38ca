package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;

/**
 * An element of the support set: an architecture and its accuracy on the target.
 *
 * @param architecture what was evaluated
 * @param latent its graph embedding x^G; for a decoded architecture it may be the vector it was decoded from
 *     (Algorithm 1, line 17), one row
 * @param accuracy in percent
 */
public record Observation(Architecture architecture, Matrix latent, double accuracy) {
}
