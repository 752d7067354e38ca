package io.github.grabnas.cli;

import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingStateFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The options of every command that trains: where the result is written, and the seed. */
final class TrainingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.safetensors",
            description = "Where to write the result.")
    private Path out;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            description = "Decides all random draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * The file for the result.
     *
     * @throws picocli.CommandLine.ParameterException if its folder does not exist
     */
    Path out() {
        OutputFile.check(spec, "--out", out);
        return out;
    }

    long seed() {
        return seed;
    }

    /**
     * The state file beside the result, {@code FILE.safetensors.state}: a training that was killed goes on from it.
     *
     * @param settings everything that decides the result, but the seed
     */
    TrainingStateFile states(String settings) throws IOException {
        return TrainingStateFile.open(Path.of(out + ".state"), settings + ", seed " + seed);
    }

    /** Prints a validation to the error stream. */
    void printValidation(TrainingProgress p) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s, step %d of %d: loss %.4f, held-out tasks %.4f%s, %.0f s, about %.0f s left%n",
                        p.stage(),
                        p.step(),
                        p.steps(),
                        p.loss(),
                        p.validationLoss(),
                        p.improved() ? " (best)" : "",
                        p.seconds(),
                        p.secondsLeft());
    }

    /** Prints an epoch to the error stream. */
    void printEpoch(TrainingProgress p) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s, epoch %d of %d: loss %.4f, %.0f s, about %.0f s left%n",
                        p.stage(),
                        p.round(),
                        p.rounds(),
                        p.loss(),
                        p.seconds(),
                        p.secondsLeft());
    }
}
