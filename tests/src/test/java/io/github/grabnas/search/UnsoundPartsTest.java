package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.gp.UpperConfidenceBound;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of one's own that compute what is no number are told, with what they computed. */
class UnsoundPartsTest {

    private static final List<Cell> CELLS =
            IntStream.range(0, 600).mapToObj(i -> Cell.ofIndex(26 * i)).toList();

    private static SearchProblem problem(int budget) {
        return new SearchProblem(
                new ExplicitSearchSpace(CELLS), new MadeUpEvaluator(), budget, 1, MetaLearnedModels.none());
    }

    /** Predicts the same for all candidates. */
    private static Surrogate constant(double mean, double variance, int fewer) {
        return new Surrogate() {

            @Override
            public String name() {
                return "constant";
            }

            @Override
            public SurrogatePosterior condition(List<Observation> observations) {
                return candidates -> {
                    double[] means = new double[candidates.count() - fewer];
                    double[] variances = new double[means.length];
                    Arrays.fill(means, mean);
                    Arrays.fill(variances, variance);
                    return Prediction.of(means, variances);
                };
            }
        };
    }

    private static void search(Surrogate surrogate, AcquisitionFunction acquisition) {
        new BayesianOptimization(
                        "own",
                        problem(8),
                        surrogate,
                        CELLS.subList(0, 5),
                        LoopSettings.defaults().withAcquisition(acquisition))
                .run();
    }

    @Test
    void numbers_that_are_none_choose_nothing_in_silence() {
        AcquisitionFunction usual = new UpperConfidenceBound(2);
        search(constant(60, 0, 0), usual);
        search(constant(60, -1e-17, 0), usual);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(constant(Double.NaN, 1, 0), usual))
                .withMessageContaining("prediction 0: mean NaN, variance 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(constant(60, -1, 0), usual))
                .withMessageContaining("variance -1.0");
        assertThatIllegalStateException()
                .isThrownBy(() -> search(constant(60, 1, 1), usual))
                .withMessageContaining("surrogate 'constant' predicted 599 of 600 candidates");
        assertThatIllegalStateException()
                .isThrownBy(() -> search(constant(60, 1, 0), (mean, deviation, best) -> Double.NaN))
                .withMessageContaining("the acquisition function is no number at '"
                        + CELLS.get(0).text())
                .withMessageContaining("mean 60.0, standard deviation 1.0");
    }
}
