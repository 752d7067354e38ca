package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.Map;
import java.util.Set;

/**
 * RSPS, random search with parameter sharing (L. Li and A. Talwalkar, UAI 2019): each batch trains the weights of one
 * cell drawn evenly ({@link UniformPaths}); at the end random cells are scored with the shared weights and the best is
 * taken. There are no architecture parameters.
 *
 * <p>Defaults are those of NAS-Bench-201's own run: 250 epochs, 100 cells scored on one batch of 512 images each; here
 * the batch is the same for all of them.
 *
 * <p>Known failures: with running averages in place of the batch's statistics the scores are chance; two versions of
 * the published figures differ (CIFAR-10 84.07 and 87.66 percent).
 */
final class RandomSharing extends OneShotMethod {

    private static final Setting<Integer> CANDIDATES =
            Setting.integer("candidates", 100, 1, "random cells that are scored with shared weights");

    RandomSharing() {
        super(
                "rsps",
                "RSPS: random search with shared weights",
                new OneShotSettings(
                        Map.of("epochs", "250"),
                        Set.of("alpha-rate", "alpha-decay", "alpha-from", "update", "edge-normalization")),
                CANDIDATES);
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        return OneShotPlan.of(label(), recipe, new UniformPaths())
                .withoutArchitecture()
                .withDerivation(Derivation.bestOfRandom(values.get(CANDIDATES)));
    }
}
