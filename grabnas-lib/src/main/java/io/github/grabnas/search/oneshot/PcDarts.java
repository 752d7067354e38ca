package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.SettingValues;

import java.util.Map;

/**
 * PC-DARTS (Y. Xu et al., "PC-DARTS: Partial Channel Connections for Memory-Efficient Architecture Search", ICLR 2020):
 * DARTS of first order on a quarter of the channels, the others go round the operations; channels are shuffled, and
 * each edge has a trained factor, a softmax over the edges that enter a node.
 *
 * <p>Defaults are the authors' (yuhuixu1993/PC-DARTS, train_search.py): K = 4, edge normalisation, 50 epochs, the
 * architecture from epoch 15 on, Adam with 6e-4, weight decay 3e-4, plain momentum, gradient cut to 5. Their batches of
 * 256 at rate 0.1 are batches of 64 at 0.025 here, the same rate an image, as DARTS has them. The authors have no code
 * for NAS-Bench-201; the published figures on it (93.41, 67.48 and 41.31 percent) are DrNAS's authors' run, which had
 * no edge normalisation and no warm-up: {@code edge-normalization=false alpha-from=0 alpha-rate=0.0003 epochs=100}.
 *
 * <p>Known failures: with few channels a quarter is little (1 of 4 in the first stage at proxy scale).
 */
final class PcDarts extends OneShotMethod {

    PcDarts() {
        super(
                "pc-darts",
                "PC-DARTS: DARTS on a quarter of the channels, with trained factors for edges",
                Map.of(
                        "partial-channels",
                        "4",
                        "edge-normalization",
                        "true",
                        "alpha-from",
                        "15",
                        "alpha-rate",
                        "0.0006",
                        "weight-decay",
                        "0.0003",
                        "nesterov",
                        "false",
                        "update",
                        "architecture-first"));
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        return OneShotPlan.of(label(), recipe, new SoftmaxRelaxation());
    }
}
