package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.Map;

/**
 * DARTS (H. Liu, K. Simonyan and Y. Yang, ICLR 2019): an edge brings {@code sum over k of softmax(alpha)_k o_k(x)};
 * alpha descends the loss on the other half of the images, of first order as if the weights stood still, of second
 * order through one step of the weights ({@link UnrolledGradient}).
 *
 * <p>The authors have no code for NAS-Bench-201. Defaults are those of the benchmark's own run (Dong and Yang, ICLR
 * 2020): 50 epochs, batches of 64, rate 0.025 to 0.001, weight decay 5e-4, Nesterov, gradient cut to 5, Adam with 3e-4;
 * with order=2 it moves the architecture first. The authors' own, for their space: {@code weight-decay=0.0003
 * nesterov=false update=architecture-first}.
 *
 * <p>Known failures: on NAS-Bench-201 it ends in skip connections on CIFAR-10, which shortcut the training of the
 * weights, and in none on CIFAR-100 and ImageNet16-120 (published 54.30, 15.61 and 16.32 percent).
 */
final class Darts extends OneShotMethod {

    /** Of what order the gradient of the architecture parameters is. */
    private static final Setting<Boolean> SECOND_ORDER = Setting.choice(
            "order", "1", new java.util.TreeMap<>(Map.of("1", false, "2", true)), "order of alpha's gradient");

    Darts() {
        super("darts", "DARTS: all operations at once, weighted by a softmax", Map.of(), SECOND_ORDER);
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        boolean secondOrder = values.get(SECOND_ORDER);
        OneShotRecipe ordered = secondOrder && movesByOrder(values) ? recipe.withArchitectureFirst() : recipe;
        return OneShotPlan.of(label(), ordered, new SoftmaxRelaxation()).withUnrolled(secondOrder);
    }
}
