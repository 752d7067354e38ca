package io.github.grabnas.cli;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Where and on what experiments train anew at proxy scale: options of those that do. */
final class FreshTrainingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder of an experiment's results; made if it is missing.")
    private Path out;

    @Option(
            names = "--target",
            required = true,
            split = ",",
            paramLabel = "TARGET",
            description = "On which targets at proxy scale; may be repeated.")
    private List<String> targets = List.of();

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            description = "How many searches and trainings run side by side (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EngineOption engine;

    /** Makes the folder, if it can be written. */
    void makeFolder() throws IOException {
        OutputFile.checkFolder(spec, "--out", out);
        Files.createDirectories(out);
    }

    Path out() {
        return out;
    }

    int threads() {
        return threads;
    }

    DataFolder data() {
        return data.folder();
    }

    /**
     * The targets, each once, with the trainer by which its table was measured; without a target's images nothing is
     * begun.
     */
    Map<ProxyDataset, CandidateTrainer> trainers() throws IOException {
        Map<ProxyDataset, CandidateTrainer> trainers = new LinkedHashMap<>();
        for (String label : new LinkedHashSet<>(targets)) {
            Target target = WrongUsage.or(spec, () -> Target.of(label));
            if (!Target.proxy().contains(target)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--target " + label + ": expected one whose table was measured here, such as proxy-fashion");
            }
            ProxyDataset dataset = ProxyDataset.of(label);
            trainers.put(dataset, CandidateTrainer.proxy(dataset, data()).on(engine.engine()));
        }
        return trainers;
    }
}
