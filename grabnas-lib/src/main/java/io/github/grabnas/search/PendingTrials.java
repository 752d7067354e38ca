package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.SurrogatePosterior;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * How a {@link BayesianOptimization} that evaluates several architectures at a time takes those into account whose
 * answers are awaited. Without, it would propose nearly the same architecture again and again.
 *
 * <p>{@link KrigingBeliever} and {@link ConstantLiar} assume an accuracy for each and condition the surrogate on it, as
 * if it had been observed, with the hyper-parameters of the true observations; {@link PosteriorSampling} assumes
 * nothing and lets chance set proposals apart. With one evaluation at a time nothing is ever pending.
 *
 * <p>Kept are the hyper-parameters that are fitted: kernel and noise. What a surrogate computes anew from whatever it
 * is conditioned on, it computes from the assumed accuracies as well: the standardisation of a Gaussian process; of the
 * meta-trained surrogate offset, output scale, weights of the prior mean, and the median towards which failures are
 * drawn. Accuracies that are as predicted so shrink its output scale, and with it all standard deviations.
 */
public interface PendingTrials {

    /** The name in settings, such as {@code kriging-believer}. */
    String label();

    /**
     * The accuracies assumed for the pending architectures.
     *
     * @param pending the posterior, after the answers so far, at the pending architectures, with means as answers would
     *     have them ({@link SurrogatePosterior#observationOf})
     * @param observed the answers so far, at least one, in the order in which they came
     * @return one for each pending architecture, or none at all where nothing is assumed
     */
    double[] assumed(Prediction pending, double[] observed);

    /**
     * What the acquisition function sees of the candidates; their posterior unless an implementation says otherwise.
     *
     * @param model the surrogate's posterior, conditioned on what was assumed too
     * @param random of the search
     */
    default Prediction predict(SurrogatePosterior model, Candidates candidates, Random random) {
        return model.predict(candidates);
    }

    /** Whether {@link #acquisition} is another function than the search's own. */
    default boolean replacesAcquisition() {
        return false;
    }

    /** What is maximised; the search's own acquisition function unless an implementation says otherwise. */
    default AcquisitionFunction acquisition(AcquisitionFunction usual) {
        return usual;
    }

    /** Those of this library by their labels; the first is the default. */
    static Map<String, PendingTrials> byName() {
        Map<String, PendingTrials> all = new LinkedHashMap<>();
        all.put("kriging-believer", new KrigingBeliever());
        for (ConstantLiar.Lie lie : ConstantLiar.Lie.values()) {
            ConstantLiar liar = new ConstantLiar(lie);
            all.put(liar.label(), liar);
        }
        all.put("posterior-sampling", new PosteriorSampling());
        return all;
    }
}
