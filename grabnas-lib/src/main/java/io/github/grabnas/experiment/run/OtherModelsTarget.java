package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.TupleMean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A target with a table, searched with models that were trained in another way: with another kernel, or a decoder that
 * learnt from other graphs. It answers what no setting of a search can change.
 *
 * <p>The folder of the models holds, for seeds 0, 1 and 2, {@code SUITE-SEED.safetensors} of {@code meta-train} with
 * {@code SUITE-SEED-decoder.safetensors} of {@code train-decoder}, or the decoders alone, which then go with the
 * surrogates of the checkout.
 */
public final class OtherModelsTarget extends TableTargetVariant {

    private final String group;
    private final String value;
    private final MetaLearnedModels models;

    private OtherModelsTarget(
            TableTarget known, String group, String value, MetaLearnedModels models, Map<String, String> checksums) {
        super(known, checksums);
        this.group = group;
        this.value = value;
        this.models = models;
    }

    /**
     * Reads which models a folder holds, and whether its checkpoints are complete; for searches they are read when they
     * are needed.
     *
     * @param group the question, such as {@code kernel}
     * @param value what was chosen, such as {@code rbf}
     * @throws MissingDataException if a file is missing; the message says which and what makes it
     * @throws IllegalArgumentException if a checkpoint lacks what those of the known target have
     */
    public static OtherModelsTarget read(TableTarget known, Target target, String group, String value, Path folder)
            throws IOException {
        String suite = BenchmarkSuite.of(target).label();
        Map<String, String> checksums = new TreeMap<>(known.checksums());
        String place = "models/" + group + "-" + value + "/";
        boolean decodersAlone = !Files.isRegularFile(folder.resolve(suite + "-0.safetensors"));
        for (int seed = 0; seed < PretrainedModels.TRAININGS; seed++) {
            if (!decodersAlone) {
                Path surrogate = folder.resolve(suite + "-" + seed + ".safetensors");
                add(checksums, place, surrogate);
                readComplete(surrogate);
                if (Files.isRegularFile(TupleMean.beside(surrogate))) {
                    add(checksums, place, TupleMean.beside(surrogate));
                }
            }
            add(checksums, place, folder.resolve(suite + "-" + seed + "-decoder.safetensors"));
        }
        PretrainedModels shipped = PretrainedModels.of(target);
        return new OtherModelsTarget(
                known, group, value, decodersAlone ? shipped.withDecodersIn(folder) : shipped.in(folder), checksums);
    }

    private static void add(Map<String, String> checksums, String place, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException(
                    file.toString(),
                    file + " is missing; make it with meta-train, or with train-decoder for a name ending in -decoder");
        }
        checksums.put(place + file.getFileName(), DataChecksums.sha256(file));
    }

    /** The question. */
    public String group() {
        return group;
    }

    /** What was chosen. */
    public String value() {
        return value;
    }

    /** The label of the target without the other models. */
    public String knownLabel() {
        return known().label();
    }

    @Override
    public String label() {
        return known().label() + "-" + group.replace(' ', '-') + "-" + value.replace(' ', '-');
    }

    @Override
    public String title() {
        return known().title() + ", " + group + ": " + value;
    }

    @Override
    public MetaLearnedModels models() {
        return models;
    }

    @Override
    public MetaLearnedModels models(int pruned) {
        return models;
    }
}
