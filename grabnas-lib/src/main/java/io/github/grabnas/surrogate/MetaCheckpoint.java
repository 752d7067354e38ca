package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The result of meta-training: the networks and their weights, the mean target of each cell in the tuples, and the
 * cells with which a search begins.
 *
 * @param model the networks' sizes and the kernel's kind
 * @param parameters their weights
 * @param scale the standard deviation of the targets, in points of accuracy
 * @param meanDatasetEmbedding the mean of the dataset embeddings x^D (eq. 7) over the tasks of meta-training, for
 *     targets without images; 1 x d, or 1 x 0 where the model reads no datasets
 * @param tupleMean what the tuples say, each with its own dataset; none where the model reads no datasets, or was
 *     written without
 * @param priorObservations the training tuples of cells, cell by cell, and the pseudo-negatives
 * @param initialCells the best first ({@link InitialCells#byCellEffect})
 * @param rawInitialCells the same by plain averages
 * @param curve a row for every validation: steps done, training loss, validation loss
 * @param notes how it was made
 */
public record MetaCheckpoint(
        DeepKernel model,
        Parameters parameters,
        double scale,
        Matrix meanDatasetEmbedding,
        Optional<TupleMean> tupleMean,
        List<PriorObservation> priorObservations,
        List<Cell> initialCells,
        List<Cell> rawInitialCells,
        Matrix curve,
        Map<String, String> notes) {

    private static final int INITIAL_CELLS = 20;
    private static final String KERNEL = "kernel";
    private static final String SCALE = "scale";
    private static final String MEAN_DATASET = "dataset.mean";
    private static final String PRIOR_OBSERVATIONS = "prior-observations";
    private static final String INITIAL = "initial-cells";
    private static final String RAW_INITIAL = "initial-cells.raw";
    private static final String CURVE = "curve";

    /**
     * The mean of a cell's tuples, or a pseudo-negative.
     *
     * @param cell the cell
     * @param effect the mean of its standardised targets
     * @param count of its tuples
     */
    public record PriorObservation(Cell cell, double effect, int count) {

        /** Checks that the numbers are possible. */
        public PriorObservation {
            Objects.requireNonNull(cell, "cell");
            if (!Double.isFinite(effect) || count < 1) {
                throw new IllegalArgumentException("prior observation of '" + cell.text() + "' with effect " + effect
                        + " of " + count + " tuples: expected a finite effect and at least 1 tuple");
            }
        }
    }

    /** Checks that parameters and mean embedding fit the networks, and that the scale is possible. */
    public MetaCheckpoint {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale " + scale + ": expected a positive number of points of accuracy");
        }
        parameters.checkedAgainst(model.initialize(0));
        if (meanDatasetEmbedding.rows() != 1
                || meanDatasetEmbedding.columns() != model.fusion().dataset()) {
            throw new IllegalArgumentException("mean dataset embedding: " + meanDatasetEmbedding + "; expected 1 x "
                    + model.fusion().dataset() + ", as the fusion reads");
        }
        tupleMean.ifPresent(t -> {
            if (t.points().columns() != model.fusion().out()) {
                throw new IllegalArgumentException("tuple mean at points of dimension "
                        + t.points().columns() + "; expected "
                        + model.fusion().out() + ", as the fusion gives");
            }
        });
        priorObservations = List.copyOf(priorObservations);
        initialCells = List.copyOf(initialCells);
        rawInitialCells = List.copyOf(rawInitialCells);
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * The checkpoint of a training, with its best parameters, rounded to single precision, and {@value #INITIAL_CELLS}
     * initial cells, or as many as the tuples have.
     *
     * @param training its settings
     * @param data on which it was trained
     * @param state its last state
     */
    public static MetaCheckpoint of(
            DeepKernel model,
            MetaTraining training,
            MetaTrainingData data,
            TrainingState state,
            Map<String, String> notes) {
        double scale = training.task(model, data).scale();
        int initial = (int) Math.min(
                INITIAL_CELLS,
                data.tuples().stream()
                        .flatMap(t -> t.cell().stream())
                        .distinct()
                        .count());
        Parameters best = state.best().inSinglePrecision();
        return new MetaCheckpoint(
                model,
                best,
                scale,
                model.meanDatasetEmbedding(best, data),
                model.readsDatasets()
                        ? Optional.of(TupleMean.of(model, best, data, scale, training.pseudoNegatives()))
                        : Optional.empty(),
                priorObservations(data, scale, training.pseudoNegatives()),
                InitialCells.byCellEffect(data, initial),
                InitialCells.byRawAverage(data, initial),
                state.curve(),
                notes);
    }

    private static List<PriorObservation> priorObservations(
            MetaTrainingData data, double scale, PseudoNegatives negatives) {
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        TaskEffects effects = TaskEffects.of(data, training);
        Map<Cell, PriorObservation> observations = new LinkedHashMap<>();
        for (MetaTrainingTuple t : training) {
            double target = effects.residual(t) / scale;
            t.cell()
                    .ifPresent(cell -> observations.merge(
                            cell,
                            new PriorObservation(cell, target, 1),
                            (a, b) -> new PriorObservation(
                                    cell, (a.effect() * a.count() + target) / (a.count() + 1), a.count() + 1)));
        }
        PseudoNegatives.draw(
                        data.tuples(),
                        data.withheld(),
                        negatives.priorObservations(),
                        new SplittableRandom(PseudoNegatives.SEED))
                .forEach(cell -> observations.put(cell, new PriorObservation(cell, negatives.effect(), 1)));
        return List.copyOf(observations.values());
    }

    /** The same networks with other prior observations, and without a tuple mean, which these would not fit. */
    public MetaCheckpoint withPriorObservations(List<PriorObservation> others) {
        return with(Optional.empty(), others);
    }

    /** The same networks with another tuple mean. */
    public MetaCheckpoint withTupleMean(TupleMean other) {
        return with(Optional.of(other), priorObservations);
    }

    private MetaCheckpoint with(Optional<TupleMean> mean, List<PriorObservation> observations) {
        return new MetaCheckpoint(
                model,
                parameters,
                scale,
                meanDatasetEmbedding,
                mean,
                observations,
                initialCells,
                rawInitialCells,
                curve,
                notes);
    }

    /**
     * The checkpoint of a suite and seed that comes with the checkout; the suites are {@code paper} and {@code proxy}.
     *
     * @throws io.github.grabnas.data.MissingDataException if it is missing, or its tuple mean
     */
    public static MetaCheckpoint find(String suite, int seed) throws IOException {
        Path file = DataFolder.embedded("meta/" + suite + "-" + seed + ".safetensors");
        DataFolder.embedded("meta/" + TupleMean.beside(file).getFileName());
        return read(file);
    }

    /**
     * Reads a checkpoint. Where the file holds no tuple mean, that of a file beside it is taken, if there is one:
     * {@code paper-0-tuple-mean.safetensors} for {@code paper-0.safetensors}, as it is with those that come with the
     * checkout.
     *
     * @throws DataFormatException if a file is not one that {@link #write} or {@link TupleMean#write} made
     */
    public static MetaCheckpoint read(Path file) throws IOException {
        MetaCheckpoint alone = readAlone(file);
        Path beside = TupleMean.beside(file);
        return alone.model().readsDatasets() && alone.tupleMean().isEmpty() && Files.isRegularFile(beside)
                ? alone.withTupleMean(TupleMean.read(beside))
                : alone;
    }

    /**
     * Reads a checkpoint as it is in one file.
     *
     * @throws DataFormatException if the file is not one that {@link #write} made
     */
    private static MetaCheckpoint readAlone(Path file) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            DeepKernel model = new DeepKernel(
                    DatasetEncoder.NOTES.read(content),
                    GraphEncoder.NOTES.read(content),
                    FusionMlp.NOTES.read(content),
                    KernelKind.valueOf(content.note(KERNEL)));
            Parameters all = content.parameters();
            Map<String, Matrix> weights = new LinkedHashMap<>();
            model.initialize(0).names().forEach(name -> weights.put(name, all.get(name)));
            Matrix m = all.get(PRIOR_OBSERVATIONS);
            List<PriorObservation> priorObservations = IntStream.range(0, m.rows())
                    .mapToObj(i -> new PriorObservation(cell(m.get(i, 0)), m.get(i, 1), whole("count", m.get(i, 2))))
                    .toList();
            Map<String, String> notes = new LinkedHashMap<>(content.notes());
            notes.keySet()
                    .removeIf(n -> n.equals(KERNEL)
                            || DatasetEncoder.NOTES.describes(n)
                            || GraphEncoder.NOTES.describes(n)
                            || FusionMlp.NOTES.describes(n));
            return new MetaCheckpoint(
                    model,
                    Parameters.of(weights),
                    all.get(SCALE).get(0, 0),
                    all.get(MEAN_DATASET),
                    TupleMean.in(all).stream().findFirst(),
                    priorObservations,
                    cells(all.get(INITIAL)),
                    cells(all.get(RAW_INITIAL)),
                    all.get(CURVE),
                    notes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no meta-training checkpoint: " + e.getMessage());
        }
    }

    /** Writes the checkpoint; {@link #read} gives the same bit for bit. */
    public void write(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(DatasetEncoder.NOTES.notes(model.datasets()));
        all.putAll(GraphEncoder.NOTES.notes(model.graphs()));
        all.putAll(FusionMlp.NOTES.notes(model.fusion()));
        all.put(KERNEL, model.kind().name());
        new ParameterFile(content(), ParameterFile.described(all, notes)).write(file);
    }

    /**
     * The first 16 digits of the SHA-256 of all its numbers: weights, tuple mean, prior observations, initial cells.
     */
    public String checksum() {
        return content().checksum();
    }

    private Parameters content() {
        Parameters content = parameters
                .with(SCALE, Matrix.ofRows(new double[] {scale}))
                .with(MEAN_DATASET, meanDatasetEmbedding)
                .with(
                        PRIOR_OBSERVATIONS,
                        Matrix.ofRows(priorObservations.stream()
                                .map(o -> new double[] {o.cell().index(), o.effect(), o.count()})
                                .toArray(double[][]::new)))
                .with(INITIAL, indices(initialCells))
                .with(RAW_INITIAL, indices(rawInitialCells))
                .with(CURVE, curve);
        return tupleMean.map(t -> t.addTo(content)).orElse(content);
    }

    private static Matrix indices(List<Cell> cells) {
        return Matrix.ofRows(cells.stream().mapToDouble(Cell::index).toArray());
    }

    private static List<Cell> cells(Matrix indices) {
        return Arrays.stream(indices.row(0)).mapToObj(MetaCheckpoint::cell).toList();
    }

    private static Cell cell(double index) {
        return Cell.ofIndex(whole("cell index", index));
    }

    private static int whole(String name, double value) {
        if (value != (int) value) {
            throw new IllegalArgumentException(name + " " + value + ": expected a whole number");
        }
        return (int) value;
    }
}
