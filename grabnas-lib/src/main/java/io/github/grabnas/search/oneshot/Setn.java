package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.Map;

/**
 * SETN (X. Dong and Y. Yang, "One-Shot Neural Architecture Search via Self-Evaluated Template Network", ICCV 2019): the
 * weights are trained by single cells drawn evenly, alpha by the mixture of all operations under
 * {@code softmax(alpha)}; at the end the most probable cells are scored with the shared weights and the best is taken.
 *
 * <p>Defaults are the authors' for NAS-Bench-201: 250 epochs, no cut of the gradient, 100 cells scored on one batch of
 * 512 images each; here the batch is the same for all of them.
 *
 * <p>Known failures: shared weights rank cells poorly; published are 87.64, 59.05 and 32.52 percent.
 */
final class Setn extends OneShotMethod {

    private static final Setting<Integer> CANDIDATES =
            Setting.integer("candidates", 100, 1, "most probable cells that are scored with shared weights");

    Setn() {
        super(
                "setn",
                "SETN: weights by random cells, the most probable cells scored with them",
                Map.of("epochs", "250", "clip", "none"),
                CANDIDATES);
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        return OneShotPlan.of(label(), recipe, new SoftmaxRelaxation())
                .withWeights(new UniformPaths())
                .withDerivation(Derivation.bestOfMostProbable(values.get(CANDIDATES)));
    }
}
