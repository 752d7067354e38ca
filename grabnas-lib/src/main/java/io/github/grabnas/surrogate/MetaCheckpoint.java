package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What meta-training leaves: the networks and their weights, what the tuples said about each cell, and
 * with which cells to begin.
 *
 * @param model the networks' sizes and the kernel's kind
 * @param parameters their weights
 * @param scale the standard deviation of the targets, in points of accuracy
 * @param priorObservations what the training tuples said
 * @param initialCells the best first ({@link InitialCells#byCellEffect})
 * @param rawInitialCells the same by plain averages
 * @param curve a row for every validation: steps done, training loss, validation loss
 * @param notes how it was made
 */
public record MetaCheckpoint(DeepKernel model, Parameters parameters, double scale, List<PriorObservation> priorObservations,
                             List<Cell> initialCells, List<Cell> rawInitialCells, Matrix curve, Map<String, String> notes) {

    private static final int INITIAL_CELLS = 20;

    /**
     * What the tuples said about a cell.
     *
     * @param cell the cell
     * @param effect the mean of its standardised targets
     * @param count of its tuples
     */
    public record PriorObservation(Cell cell, double effect, int count) {
    }

    Matrix meanDatasetEmbedding() {
        return Matrix.zeros(1, model.fusion().dataset());
    }

    /** Checks that the parameters fit the networks. */
    public MetaCheckpoint {
        parameters.checkedAgainst(model.initialize(0));
        priorObservations = List.copyOf(priorObservations);
        initialCells = List.copyOf(initialCells);
        rawInitialCells = List.copyOf(rawInitialCells);
        notes = Map.copyOf(notes);
    }

    /** The checkpoint that a finished run leaves. */
    public static MetaCheckpoint of(DeepKernel model, MetaTraining.Run run, MetaTrainingData data, Map<String, String> notes) {
        TaskEffects effects = TaskEffects.of(data, data.tuples(MetaTrainingTuple.Split.TRAIN));
        Map<Cell, PriorObservation> priorObservations = new LinkedHashMap<>();
        for (MetaTrainingTuple t : data.tuples(MetaTrainingTuple.Split.TRAIN)) {
            double target = effects.residual(t) / run.scale();
            priorObservations.merge(t.cell(), new PriorObservation(t.cell(), target, 1), (a, b) ->
                    new PriorObservation(t.cell(), (a.effect() * a.count() + target) / (a.count() + 1), a.count() + 1));
        }
        PseudoNegatives.draw(data.tuples(), run.pseudoNegatives().priorObservations(), new SplittableRandom(PseudoNegatives.SEED))
                .forEach(cell -> priorObservations.put(cell, new PriorObservation(cell, run.pseudoNegatives().effect(), 1)));
        MetaTraining.State state = run.state();
        double[] curve = new double[3 * state.losses().size()];
        for (int i = 0; i < state.losses().size(); i++) {
            curve[3 * i] = Math.min((i + 1.0) * run.validateEvery(), (double) state.adam().step());
            curve[3 * i + 1] = state.losses().get(i);
            curve[3 * i + 2] = state.validations().get(i);
        }
        return new MetaCheckpoint(model, state.best(), run.scale(), List.copyOf(priorObservations.values()),
                InitialCells.byCellEffect(data, INITIAL_CELLS), InitialCells.byRawAverage(data, INITIAL_CELLS),
                Matrix.of(state.losses().size(), 3, curve), notes);
    }

    /** The checkpoint of a tier and seed that comes with the checkout; the tiers are {@code paper} and {@code embedded}. */
    public static MetaCheckpoint find(String tier, int seed) throws IOException {
        return read(DataFolder.embedded("meta/" + tier + "-" + seed + ".safetensors"));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws DataFormatException if the file is not one that {@link #write} made
     */
    public static MetaCheckpoint read(Path file) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            Parameters all = content.parameters();
            int[] s = Arrays.stream(content.note("sizes").split(" ")).mapToInt(Integer::parseInt).toArray();
            boolean[] b = {Boolean.parseBoolean(content.note("layer normalisation")), Boolean.parseBoolean(content.note("vertex ids"))};
            DeepKernel model = new DeepKernel(new DatasetEncoder(s[0], s[1], s[2], s[3], b[0]),
                    new GraphEncoder(s[4], s[5], s[6], b[1]), new FusionMlp(s[7], s[8], s[9], s[10]),
                    KernelKind.valueOf(content.note("kernel")));
            Map<String, Matrix> weights = new LinkedHashMap<>();
            model.initialize(0).names().forEach(name -> weights.put(name, all.get(name)));
            Matrix m = all.get("lessons");
            List<PriorObservation> priorObservations = java.util.stream.IntStream.range(0, m.rows())
                    .mapToObj(i -> new PriorObservation(Cell.ofIndex((int) m.get(i, 0)), m.get(i, 1), (int) m.get(i, 2))).toList();
            Map<String, String> notes = new LinkedHashMap<>(content.notes());
            List.of("sizes", "layer normalisation", "vertex ids", "kernel").forEach(notes::remove);
            return new MetaCheckpoint(model, Parameters.of(weights), all.get("scale").get(0, 0), priorObservations,
                    cells(all.get("initial")), cells(all.get("initial.raw")), all.get("curve"), notes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no meta-training checkpoint: " + e.getMessage());
        }
    }

    /** Writes the checkpoint; {@link #read} gives the same to the last bit. */
    public void write(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        DatasetEncoder d = model.datasets();
        GraphEncoder g = model.graphs();
        FusionMlp f = model.fusion();
        all.put("sizes", d.features() + " " + d.width() + " " + d.heads() + " " + d.embedding() + " " + g.hidden() + " "
                + g.embedding() + " " + g.maxNodes() + " " + f.dataset() + " " + f.graph() + " " + f.hidden() + " " + f.out());
        all.put("layer normalisation", Boolean.toString(d.normalized()));
        all.put("vertex ids", Boolean.toString(g.vertexIds()));
        all.put("kernel", model.kind().name());
        all.putAll(notes);
        Parameters content = parameters.with("scale", Matrix.ofRows(new double[] {scale}))
                .with("lessons", Matrix.ofRows(priorObservations.stream()
                        .map(l -> new double[] {l.cell().index(), l.effect(), l.count()}).toArray(double[][]::new)))
                .with("initial", indices(initialCells)).with("initial.raw", indices(rawInitialCells)).with("curve", curve);
        new ParameterFile(content, all).write(file);
    }

    private static Matrix indices(List<Cell> cells) {
        return Matrix.ofRows(cells.stream().mapToDouble(Cell::index).toArray());
    }

    private static List<Cell> cells(Matrix indices) {
        return Arrays.stream(indices.row(0)).mapToObj(i -> Cell.ofIndex((int) i)).toList();
    }
}
