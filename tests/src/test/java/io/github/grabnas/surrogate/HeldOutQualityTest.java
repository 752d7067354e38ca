package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The measures of a checkpoint that predicts mean 0 and variance 1 for every tuple. */
class HeldOutQualityTest {

    /** In points of accuracy. */
    private static final double SCALE = 0.1;

    private static final DeepKernel MODEL = new DeepKernel(
            new DatasetEncoder(3, 8, 2, 6, true),
            new GraphEncoder(10, 8, 8, true),
            new FusionMlp(6, 8, 10, 6),
            KernelKind.MATERN52);

    /**
     * Tuples of two tasks, of which the second is held out; of these the residuals are the targets, in the scale's
     * units. The graphs are no cells, so that a ridge of 1 and a factor of weight 8 give a task 64 / (64 n + 1) of what
     * its n tuples are above the mean together; the first task's tuples make 50 that mean.
     */
    private static MetaTrainingData data(double... targets) {
        ArchitectureGraph graph = Cell.ofIndex(9_731).graph();
        double sum = SCALE * Arrays.stream(targets).sum();
        double effect = 64 * sum;
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        for (double target : targets) {
            tuples.add(new MetaTrainingTuple(1, graph, 50 + effect + SCALE * target, Split.VALID));
        }
        double above = targets.length * effect + sum;
        for (int i = 0; i < 4; i++) {
            tuples.add(new MetaTrainingTuple(0, graph, 50 - above / 4, Split.TRAIN));
        }
        return new MetaTrainingData(
                tuples,
                List.of(List.of(0), List.of(1)),
                List.of(FiniteDifferences.random(4, 3, 1), FiniteDifferences.random(4, 3, 2)),
                List.of(List.of(0), List.of(1)),
                2);
    }

    /** A kernel of variance e^-40 learns nothing, and the noise has variance 1. */
    private static HeldOutQuality quality(double... targets) {
        Parameters parameters = MODEL.initialize(1)
                .with(DeepKernel.KERNEL, Matrix.ofRows(new double[] {-4, 0}))
                .with(DeepKernel.NOISE, Matrix.ofRows(new double[] {0}));
        MetaCheckpoint checkpoint = new MetaCheckpoint(
                MODEL,
                parameters,
                SCALE,
                Matrix.zeros(1, 6),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Matrix.zeros(1, 3),
                Map.of());
        return HeldOutQuality.of(checkpoint, data(targets), 1);
    }

    @Test
    void the_density_of_standard_normal_predictions_is_that_of_the_closed_form() {
        HeldOutQuality quality = quality(0, 1);
        assertThat(quality.tuples()).isEqualTo(2);
        // ln(2 pi) / 2, and half the mean of 0 and 1.
        assertThat(quality.negativeLogDensity()).isCloseTo(1.168938533204673, within(1e-9));
        assertThat(quality.rmse()).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(quality.spread()).isCloseTo(0.5, within(1e-9));
    }

    /** The central intervals of a standard normal distribution reach to 0.674, 1.282 and 1.960. */
    @Test
    void the_wider_an_interval_is_the_more_targets_lie_within() {
        HeldOutQuality quality = quality(0, 1, -1.5, 3);
        assertThat(quality.coverage50()).isEqualTo(25);
        assertThat(quality.coverage80()).isEqualTo(50);
        assertThat(quality.coverage95()).isEqualTo(75);
        assertThat(quality.rmse()).isCloseTo(1.75, within(1e-9));
    }
}
