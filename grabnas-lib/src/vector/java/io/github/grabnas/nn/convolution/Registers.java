package io.github.grabnas.nn.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The processor's widest vector registers of floats, up to {@link FeatureMaps#BATCH_MULTIPLE} in one. */
final class Registers {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() <= FeatureMaps.BATCH_MULTIPLE
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    /** The floats in a register. */
    static final int WIDTH = SPECIES.length();

    private Registers() {}

    static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }

    /** The same number in all lanes. */
    static FloatVector all(float[] a, int at) {
        return FloatVector.broadcast(SPECIES, a[at]);
    }

    /** {@code x * y + sum}, rounded once. */
    static FloatVector fma(FloatVector x, FloatVector y, FloatVector sum) {
        return x.lanewise(VectorOperators.FMA, y, sum);
    }
}
