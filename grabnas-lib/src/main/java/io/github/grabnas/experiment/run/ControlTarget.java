package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.TupleMean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A target whose pruned spaces are searched with models that were trained without the removed cells: the control that
 * tells finding from remembering. For every number of removed cells or functions there is a folder of trainings, such
 * as {@code cifar100-without-50} with {@code paper-0.safetensors} and {@code paper-0-decoder.safetensors}, made with
 * {@code --without-top 50 --of cifar100}.
 */
public final class ControlTarget extends TableTargetVariant {

    private final Map<Integer, MetaLearnedModels> models;

    private ControlTarget(TableTarget known, Map<Integer, MetaLearnedModels> models, Map<String, String> checksums) {
        super(known, checksums);
        this.models = models;
    }

    /** The folder for trainings without a target's best cells. */
    public static Path folder(Path place, Target target, int pruned) {
        return place.resolve(target.label() + "-without-" + pruned);
    }

    /**
     * Reads the trainings of a target.
     *
     * @param place the folder with a {@link #folder} for each number of removed cells or functions
     * @param pruned how many of the best are removed, for each space that will be searched
     * @throws MissingDataException if a training is missing; the message says which commands make it
     * @throws IllegalArgumentException if a file was not trained without just these cells, or a checkpoint lacks what
     *     those of the known target have
     */
    public static ControlTarget read(TableTarget known, Target target, Path place, List<Integer> pruned)
            throws IOException {
        BenchmarkSuite suite = BenchmarkSuite.of(target);
        Map<Integer, MetaLearnedModels> models = new LinkedHashMap<>();
        Map<String, String> checksums = new TreeMap<>(known.checksums());
        checksums.keySet().removeIf(name -> name.startsWith("meta/"));
        for (int count : pruned) {
            Path folder = folder(place, target, count);
            String expected = WithheldCells.name(target, count);
            for (int seed = 0; seed < PretrainedModels.TRAININGS; seed++) {
                Path surrogate = folder.resolve(suite.label() + "-" + seed + ".safetensors");
                Path decoder = folder.resolve(suite.label() + "-" + seed + "-decoder.safetensors");
                check(
                        surrogate,
                        target,
                        count,
                        expected,
                        () -> readComplete(surrogate).notes());
                check(
                        decoder,
                        target,
                        count,
                        expected,
                        () -> GraphAutoencoder.read(decoder).notes());
                Path mean = TupleMean.beside(surrogate);
                if (Files.isRegularFile(mean)) {
                    check(
                            mean,
                            target,
                            count,
                            expected,
                            () -> ParameterFile.read(mean).notes());
                }
                for (Path file : List.of(surrogate, decoder, mean)) {
                    if (Files.isRegularFile(file)) {
                        checksums.put(
                                "control/" + folder.getFileName() + "/" + file.getFileName(),
                                DataChecksums.sha256(file));
                    }
                }
            }
            models.put(count, PretrainedModels.of(target).in(folder));
        }
        return new ControlTarget(known, models, checksums);
    }

    private interface Notes {
        Map<String, String> read() throws IOException;
    }

    private static void check(Path file, Target target, int count, String expected, Notes notes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException(
                    file.toString(),
                    file + " is missing; the control of " + target.label() + " without its top " + count
                            + " needs trainings by train-autoencoder, meta-train and train-decoder with --without-top "
                            + count + " --of " + target.label());
        }
        String without = notes.read().getOrDefault(WithheldCells.NOTE, "none");
        if (!without.equals(expected)) {
            throw new IllegalArgumentException(
                    file + " was trained without: " + without + "; expected without: " + expected);
        }
    }

    /** The target's label with {@code -control} behind it. */
    @Override
    public String label() {
        return known().label() + "-control";
    }

    @Override
    public String title() {
        return known().title() + ", nothing learnt from the removed cells";
    }

    /** Those for which there are trainings. */
    @Override
    public List<Integer> searchable(List<Integer> pruned) {
        return pruned.stream().filter(models::containsKey).toList();
    }

    /** Those that were trained without these cells; there are none for the whole space. */
    @Override
    public MetaLearnedModels models(int pruned) {
        return models.getOrDefault(pruned, MetaLearnedModels.none());
    }
}
