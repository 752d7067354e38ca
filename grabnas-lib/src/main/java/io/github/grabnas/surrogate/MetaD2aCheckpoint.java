package io.github.grabnas.surrogate;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.statistics.Standardizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of MetaD2A's meta-training: a generator and a predictor with their weights.
 *
 * <pre>{@code
 * MetaD2aCheckpoint checkpoint = MetaD2aCheckpoint.find("proxy", 0);
 * List<ArchitectureGraph> graphs = checkpoint.generate(dataset, 500, 0);
 * double[] percent = checkpoint.predict(dataset, graphs);
 * }</pre>
 *
 * @param generator its sizes
 * @param generatorWeights its weights
 * @param predictor its sizes
 * @param predictorWeights its weights
 * @param scale of the accuracies that the predictor learnt
 * @param generatorCurve a row for every validation: steps done, training loss, loss on held-out tasks
 * @param predictorCurve the same
 * @param notes how it was made
 */
public record MetaD2aCheckpoint(
        ArchitectureGenerator generator,
        Parameters generatorWeights,
        PerformancePredictor predictor,
        Parameters predictorWeights,
        Standardizer scale,
        Matrix generatorCurve,
        Matrix predictorCurve,
        Map<String, String> notes) {

    private static final String GENERATOR = "generator/";
    private static final String PREDICTOR = "predictor/";
    private static final String SCALE = "scale";
    private static final String GENERATOR_CURVE = "generator.curve";
    private static final String PREDICTOR_CURVE = "predictor.curve";

    /** Checks that the weights fit the networks. */
    public MetaD2aCheckpoint {
        generatorWeights.checkedAgainst(generator.initialize(0));
        predictorWeights.checkedAgainst(predictor.initialize(0));
        if (!generator.datasets().equals(predictor.datasets())) {
            throw new IllegalArgumentException("the generator reads datasets by " + generator.datasets()
                    + ", the predictor by " + predictor.datasets() + "; expected encoders of the same sizes");
        }
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** The checkpoint of two finished trainings; weights are rounded to single precision, which halves the file. */
    static MetaD2aCheckpoint of(
            ArchitectureGenerator generator,
            TrainingState generated,
            PerformancePredictor predictor,
            TrainingState predicted,
            Standardizer scale,
            Map<String, String> notes) {
        return new MetaD2aCheckpoint(
                generator,
                generated.best().inSinglePrecision(),
                predictor,
                predicted.best().inSinglePrecision(),
                scale,
                generated.curve(),
                predicted.curve(),
                notes);
    }

    /** The same checkpoint with more notes. */
    public MetaD2aCheckpoint withNotes(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(notes);
        all.putAll(more);
        return new MetaD2aCheckpoint(
                generator, generatorWeights, predictor, predictorWeights, scale, generatorCurve, predictorCurve, all);
    }

    /**
     * The checkpoint of a suite and seed that comes with the checkout; the suites are {@code paper} and {@code proxy}.
     */
    public static MetaD2aCheckpoint find(String suite, int seed) throws IOException {
        return read(DataFolder.embedded("meta/" + suite + "-" + seed + "-metad2a.safetensors"));
    }

    /**
     * Graphs that the generator makes for a dataset.
     *
     * @param dataset instances of its classes, with the features with which the checkpoint was trained
     */
    public List<ArchitectureGraph> generate(DatasetSample dataset, int count, long seed) {
        return generator.generate(generatorWeights, dataset, count, seed);
    }

    /**
     * The accuracies that the predictor expects, in percent: those that an architecture would have on the dataset if it
     * were trained as the meta-training tasks' were.
     */
    public double[] predict(DatasetSample dataset, List<? extends Architecture> architectures) {
        return Arrays.stream(predictor.predict(predictorWeights, dataset, architectures))
                .map(scale::restore)
                .toArray();
    }

    /**
     * Reads a checkpoint.
     *
     * @throws DataFormatException if the file is not one that {@link #write} made
     */
    public static MetaD2aCheckpoint read(Path file) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            ArchitectureGenerator generator = ArchitectureGenerator.read(content);
            PerformancePredictor predictor = new PerformancePredictor(
                    DatasetEncoder.NOTES.read(content),
                    GraphEncoder.NOTES.read(content),
                    FusionMlp.NOTES.read(content));
            Parameters all = content.parameters();
            Matrix scale = all.get(SCALE);
            Map<String, String> notes = new LinkedHashMap<>(content.notes());
            notes.keySet()
                    .removeIf(n -> ArchitectureGenerator.describes(n)
                            || GraphEncoder.NOTES.describes(n)
                            || FusionMlp.NOTES.describes(n));
            return new MetaD2aCheckpoint(
                    generator,
                    all.withoutPrefix(GENERATOR),
                    predictor,
                    all.withoutPrefix(PREDICTOR),
                    new Standardizer(scale.get(0, 0), scale.get(0, 1)),
                    all.get(GENERATOR_CURVE),
                    all.get(PREDICTOR_CURVE),
                    notes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no MetaD2A checkpoint: " + e.getMessage());
        }
    }

    /** Writes the checkpoint; {@link #read} gives the same bit for bit. */
    public void write(Path file) throws IOException {
        // The predictor's dataset encoder has the sizes of the generator's.
        Map<String, String> all = new LinkedHashMap<>(generator.notes());
        all.putAll(GraphEncoder.NOTES.notes(predictor.graphs()));
        all.putAll(FusionMlp.NOTES.notes(predictor.head()));
        new ParameterFile(content(), ParameterFile.described(all, notes)).write(file);
    }

    /** The first 16 digits of the SHA-256 of all its numbers. */
    public String checksum() {
        return content().checksum();
    }

    private Parameters content() {
        return generatorWeights
                .withPrefix(GENERATOR)
                .and(predictorWeights.withPrefix(PREDICTOR))
                .with(SCALE, Matrix.ofRows(new double[] {scale.mean(), scale.standardDeviation()}))
                .with(GENERATOR_CURVE, generatorCurve)
                .with(PREDICTOR_CURVE, predictorCurve);
    }
}
