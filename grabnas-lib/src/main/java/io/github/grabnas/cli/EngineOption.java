package io.github.grabnas.cli;

import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.nn.convolution.TrainingEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of every command that trains candidates: what computes the training. */
final class EngineOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description = "What trains candidates: vector (the processor's vector registers), nd4j (ND4J's backend: "
                    + "oneDNN, or CUDA after mvn -Pcuda), or auto: nd4j where there is a GPU, else vector "
                    + "(default: ${DEFAULT-VALUE}).")
    private String engine = EngineChoice.AUTO.label();

    /**
     * The engine asked for.
     *
     * @throws ParameterException if there is none of that name
     */
    TrainingEngine engine() {
        return choice().engine();
    }

    /**
     * Which one was asked for.
     *
     * @throws ParameterException if there is none of that name
     */
    EngineChoice choice() {
        try {
            return EngineChoice.of(engine);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--engine: " + e.getMessage(), e);
        }
    }
}
