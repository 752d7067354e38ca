package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.gp.FixedNoiseGaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What the meta-training tuples say of an architecture on a dataset: the posterior mean (eq. 3) of the deep kernel's
 * process after up to {@value #MOST} tuples, each at the fused vector of its architecture with <em>its own task's</em>
 * dataset. For a new dataset the mean is taken at the fused vectors with that dataset, and tuples of tasks whose
 * datasets are like it count most. It does not depend on the new dataset, so that points and weights are kept, and
 * nothing is factored again.
 *
 * <p>The pooled prior observations ({@link MetaCheckpoint#priorObservations()}), in contrast, are taken as if all had
 * been made on the new dataset: what holds on all tasks, and nothing of how they differ.
 *
 * @param points the tuples' fused vectors, one a row, in single precision
 * @param weights one for each point, a column, in single precision
 */
public record TupleMean(Matrix points, Matrix weights) {

    /** So many take half a megabyte of a checkpoint, and a second to condition on. */
    static final int MOST = 2_000;

    private static final String POINTS = "tuple-mean.points";
    private static final String WEIGHTS = "tuple-mean.weights";
    private static final long SEED = 0;

    /** Checks that there is one weight for each point. */
    public TupleMean {
        if (weights.rows() != points.rows() || weights.columns() != 1 || points.rows() == 0) {
            throw new IllegalArgumentException("tuple mean of " + points + " points with weights " + weights
                    + ": expected at least one point, and one weight for each");
        }
    }

    /**
     * Conditions on tuples of cells, drawn evenly from the training tuples, and on pseudo-negatives in proportion.
     *
     * @param scale the standard deviation of the tuples' targets
     * @param negatives those of the meta-training
     */
    static TupleMean of(
            DeepKernel model, Parameters parameters, MetaTrainingData data, double scale, PseudoNegatives negatives) {
        List<MetaTrainingTuple> training = data.tuples(Split.TRAIN);
        TaskEffects effects = TaskEffects.of(data, training);
        List<MetaTrainingTuple> drawn = new ArrayList<>(
                training.stream().filter(t -> t.cell().isPresent()).toList());
        Collections.shuffle(drawn, new Random(SEED));
        int all = drawn.size();
        drawn = drawn.subList(0, Math.min(MOST, all));
        List<Architecture> architectures = new ArrayList<>();
        List<Integer> tasks = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (MetaTrainingTuple tuple : drawn) {
            architectures.add(tuple.architecture());
            tasks.add(tuple.task());
            targets.add(effects.residual(tuple) / scale);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        TaskFusion fusion = new TaskFusion(model, parameters, data, random);
        // The same numbers then decide of which tasks the pseudo-negatives are.
        fusion.meet(tasks);
        int count = (int) Math.round((double) negatives.priorObservations() * drawn.size() / all);
        for (Cell cell : PseudoNegatives.draw(
                data.tuples(), data.withheld(), count, new SplittableRandom(PseudoNegatives.SEED))) {
            architectures.add(cell);
            targets.add(negatives.effect());
            tasks.add(drawn.get(random.nextInt(drawn.size())).task());
        }
        Matrix points = fusion.fuse(architectures, tasks).inSinglePrecision();
        double[] noise = new double[points.rows()];
        Arrays.fill(noise, model.noise(parameters));
        double[] weights = FixedNoiseGaussianProcess.condition(
                        model.kernel(parameters),
                        points,
                        targets.stream().mapToDouble(Double::doubleValue).toArray(),
                        noise)
                .weights();
        return new TupleMean(points, Matrix.of(weights.length, 1, weights).inSinglePrecision());
    }

    /** The mean as a function of fused vectors. */
    KernelExpansion function(Kernel kernel) {
        return new KernelExpansion(kernel, points, weights.toArray());
    }

    /** Adds it to what a file holds. */
    Parameters addTo(Parameters content) {
        return content.with(POINTS, points).with(WEIGHTS, weights);
    }

    /** What {@link #addTo} added; none where there is nothing. */
    static List<TupleMean> in(Parameters content) {
        return content.names().contains(POINTS)
                ? List.of(new TupleMean(content.get(POINTS), content.get(WEIGHTS)))
                : List.of();
    }

    /** Where the tuple mean of a checkpoint is that is not in the checkpoint's own file. */
    public static Path beside(Path checkpoint) {
        String name = checkpoint.getFileName().toString().replaceFirst("\\.safetensors$", "");
        return checkpoint.resolveSibling(name + "-tuple-mean.safetensors");
    }

    /** Writes it to a file of its own. */
    public void write(Path file, Map<String, String> notes) throws IOException {
        new ParameterFile(addTo(Parameters.of(Map.of())), notes).write(file);
    }

    /**
     * Reads such a file.
     *
     * @throws DataFormatException if it holds something else
     */
    public static TupleMean read(Path file) throws IOException {
        return in(ParameterFile.read(file).parameters()).stream()
                .findFirst()
                .orElseThrow(() -> new DataFormatException(file, "it holds no tuple mean (" + POINTS + ")"));
    }
}
