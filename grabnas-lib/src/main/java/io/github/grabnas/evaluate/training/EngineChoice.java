package io.github.grabnas.evaluate.training;

import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.nn.dl4j.Nd4jBackend;
import io.github.grabnas.nn.dl4j.Nd4jEngine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which {@link TrainingEngine} a caller asks for. */
public enum EngineChoice {
    /** Loops on the processor's vector registers. */
    VECTOR,
    /** ND4J's native operations, on whichever backend is on the class path. */
    ND4J,
    /**
     * {@link #ND4J} where its backend is CUDA and a GPU answers, else {@link #VECTOR}: on the processor that was the
     * quicker one at every size measured, 2 to 17 times on two threads.
     */
    AUTO;

    /**
     * Reads a name as {@link #label()} writes it.
     *
     * @throws IllegalArgumentException if there is no such choice; the message names them all
     */
    public static EngineChoice of(String label) {
        return Arrays.stream(values())
                .filter(choice -> choice.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("engine '" + label + "': expected one of "
                        + Arrays.stream(values()).map(EngineChoice::label).collect(Collectors.joining(", "))));
    }

    /** The choice's name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine to train with on this machine. */
    public TrainingEngine engine() {
        return switch (this) {
            case VECTOR -> new VectorEngine();
            case ND4J -> new Nd4jEngine();
            case AUTO -> Nd4jBackend.hasCuda() ? new Nd4jEngine() : new VectorEngine();
        };
    }
}
