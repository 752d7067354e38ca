package io.github.grabnas.linalg;

import java.lang.invoke.MethodHandles;

/**
 * Holds what {@link ExponentialDecay#best()} gives; apart from the interface, whose implementations need it initialised
 * first.
 */
final class FastestExponentialDecay {

    static final ExponentialDecay INSTANCE = VectorModule.best(
            MethodHandles.lookup(), ExponentialDecay.class, "VectorExponentialDecay", PlainExponentialDecay::new);

    private FastestExponentialDecay() {}
}
