package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.Map;

/**
 * GDAS (X. Dong and Y. Yang, CVPR 2019): in each pass one operation an edge is drawn by Gumbel noise and runs alone;
 * its gradient goes straight through to softmax weights ({@link GumbelSoftmaxRelaxation}).
 *
 * <p>Defaults are the authors' for NAS-Bench-201: 250 epochs, tau from 10 to 0.1, otherwise as DARTS of first order. In
 * their code an operation that was not drawn adds its weight, 0, to every number of its node, so that its gradient is
 * the sum of the node's gradient; so it is here.
 *
 * <p>Known failures: published 93.61, 70.70 and 41.71 percent were searched on CIFAR-10 alone; searched on CIFAR-100
 * itself, a user's best was 67.56.
 */
final class Gdas extends OneShotMethod {

    private static final Setting<Double> FIRST = Setting.number("first-temperature", 10, 0, "tau in the first epoch");
    private static final Setting<Double> LAST = Setting.number("last-temperature", 0.1, 0, "tau in the last epoch");

    Gdas() {
        super("gdas", "GDAS: one operation an edge, drawn by Gumbel noise", Map.of("epochs", "250"), FIRST, LAST);
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        return OneShotPlan.of(label(), recipe, new GumbelSoftmaxRelaxation(values.get(FIRST), values.get(LAST)));
    }
}
