package io.github.grabnas.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ExponentialDecay} in vector registers. */
public final class VectorExponentialDecay implements ExponentialDecay {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void apply(double[] x) {
        int i = 0;
        for (; i + WIDTH <= x.length; i += WIDTH) {
            of(DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
        }
        PlainExponentialDecay.apply(x, i);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector of(DoubleVector x) {
        VectorMask<Double> vanishes = x.compare(VectorOperators.GT, PlainExponentialDecay.LARGEST);
        DoubleVector y = x.min(PlainExponentialDecay.LARGEST).neg();
        DoubleVector rounded = y.fma(all(PlainExponentialDecay.LOG2_E), all(PlainExponentialDecay.ROUNDING));
        LongVector exponent =
                rounded.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, PlainExponentialDecay.EXPONENT_AT);
        DoubleVector k = rounded.sub(PlainExponentialDecay.ROUNDING);
        DoubleVector r = k.fma(all(-PlainExponentialDecay.LN_2_HIGH), y);
        r = k.fma(all(-PlainExponentialDecay.LN_2_LOW), r);
        int last = PlainExponentialDecay.terms() - 1;
        DoubleVector power = all(PlainExponentialDecay.coefficient(last));
        for (int j = last - 1; j >= 0; j--) {
            power = power.fma(r, all(PlainExponentialDecay.coefficient(j)));
        }
        return power.viewAsIntegralLanes().add(exponent).viewAsFloatingLanes().blend(0, vanishes);
    }
}
