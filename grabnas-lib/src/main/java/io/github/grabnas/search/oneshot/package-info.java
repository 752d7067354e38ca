/**
 * One-shot methods: all cells are parts of one {@link io.github.grabnas.nn.convolution.Supernet}, whose weights w are
 * trained on one half of the training images while the distribution over operations, alpha, is trained on the other
 * half.
 *
 * <p>An {@link io.github.grabnas.search.oneshot.OneShotSearch} is stepped an epoch at a time. What sets the methods
 * apart is a {@link io.github.grabnas.search.oneshot.Relaxation}, how weights of a mixture are made from the
 * architecture parameters and how gradients come back, and how the cell is derived at the end. A
 * {@link io.github.grabnas.search.oneshot.OneShotRun} is a search that was run and kept; it can be read where the
 * images are not there. {@link io.github.grabnas.search.oneshot.OneShotMethods} has the methods. Below, o_k(x) is the
 * output of operation k on an edge, p = softmax(alpha) by edge, L_train and L_val the losses on the two halves.
 *
 * <h2>The methods</h2>
 *
 * <table>
 * <caption>Formula, paper and known failures; accuracies are published test accuracies in percent on CIFAR-10,
 * CIFAR-100 and ImageNet16-120</caption>
 * <tr><th>method</th><th>formula</th><th>paper</th><th>known failures</th></tr>
 * <tr><td>darts</td>
 * <td>y = sum_k p_k o_k(x); alpha descends dL_val/dalpha (w). With {@code order=2} at w' = w - xi dL_train/dw, less
 * xi (dL_train/dalpha (w + R v) - dL_train/dalpha (w - R v)) / (2 R), v = dL_val/dw', R = 0.01 / |v|. The cell is
 * argmax p of each edge</td>
 * <td>H. Liu, K. Simonyan, Y. Yang: DARTS: Differentiable Architecture Search, ICLR 2019, eq. 2 and 6 to 8</td>
 * <td>ends in skip connections on CIFAR-10, in none on the other two (54.30, 15.61, 16.32)</td></tr>
 * <tr><td>gdas</td>
 * <td>q = softmax((log p + g) / tau), g = -log(-log u); only k = argmax q runs, y = o_k(x), and gradients go back as if
 * y = sum_j q_j o_j(x) (straight-through); tau falls from 10 to 0.1. The cell is argmax p</td>
 * <td>X. Dong, Y. Yang: Searching for a Robust Neural Architecture in Four GPU Hours, CVPR 2019, eq. 3 to 6</td>
 * <td>93.61, 70.70, 41.71 were searched on CIFAR-10 alone; other tables have 24.20 on CIFAR-100, and a user who
 * searched on CIFAR-100 had 67.56 at best</td></tr>
 * <tr><td>setn</td>
 * <td>w descends L_train of one cell A ~ Uniform a batch; alpha descends L_val of y = sum_k p_k o_k(x). Of the 100
 * cells with the largest sum over edges e of log p_e(A_e), the one with the highest accuracy with the shared weights on
 * one batch of 512</td>
 * <td>X. Dong, Y. Yang: One-Shot Neural Architecture Search via Self-Evaluated Template Network, ICCV 2019</td>
 * <td>shared weights rank cells poorly (87.64, 59.05, 32.52)</td></tr>
 * <tr><td>rsps</td>
 * <td>w descends L_train of one cell A ~ Uniform a batch; there is no alpha. Of 100 random cells the one with the
 * highest accuracy with the shared weights on one batch of 512</td>
 * <td>L. Li, A. Talwalkar: Random Search and Reproducibility for Neural Architecture Search, UAI 2019</td>
 * <td>chance if cells are scored with running averages in place of the batch's statistics; two versions of the figures
 * (84.07, 52.31, 26.28 and 87.66, 46.60, 30.78)</td></tr>
 * <tr><td>pc-darts</td>
 * <td>of C channels the first C/K, x_1, go through the operations: y = [sum_k p_k o_k(x_1), x_2], channels shuffled;
 * node j = sum_i b_ij y_ij with b_j = softmax of a trained number for each edge that enters j. K = 4. The cell is
 * argmax p</td>
 * <td>Y. Xu et al.: PC-DARTS: Partial Channel Connections for Memory-Efficient Architecture Search, ICLR 2020</td>
 * <td>a quarter of few channels is little; 93.41, 67.48, 41.31 are by DrNAS's authors, without the factors b, the paper
 * has 93.66 and 66.64</td></tr>
 * <tr><td>drnas</td>
 * <td>y = sum_k theta_k o_k(x), theta ~ Dirichlet(elu(alpha) + 1) in each pass; gradients go through the draw. The cell
 * is the argmax of the mean (elu(alpha) + 1) / sum</td>
 * <td>X. Chen et al.: DrNAS: Dirichlet Neural Architecture Search, ICLR 2021, eq. 5 to 7</td>
 * <td>the published 73.51 on CIFAR-100 was not reproduced: users had 70.47, 70.01 and 70.88 (94.36 and 46.34
 * were)</td></tr>
 * </table>
 *
 * <p>What they do at proxy scale stands in {@code grabnas-lib/docs/one-shot.md}.
 *
 * <h2>Departures</h2>
 *
 * <ul>
 *   <li>For CIFAR-100 and ImageNet16-120 the benchmark's scripts took all training images for w and a part of the test
 *       images for alpha. Here no test image is used: halves of the training images, as on CIFAR-10.
 *   <li>As in the benchmark's scripts, the images of a batch for alpha are drawn with replacement, so that it may hold
 *       an image twice; the scripts of DrNAS's and PC-DARTS's authors draw a batch without repetition.
 *   <li>The last batch of an epoch, where it would be smaller than the others, is left out.
 *   <li>The norm to which a gradient is cut counts the weights alone, not alpha.
 *   <li>{@code rsps} draws its 100 cells without repetition, and it and {@code setn} score all cells on the same batch.
 *   <li>{@code pc-darts}: the first rate, 0.1 at batches of 256, is scaled to 0.025 at 64; the last one, to which the
 *       cosine falls, is 0.001, not scaled. The authors have no code for NAS-Bench-201.
 *   <li>The network around the cells is the target's (at proxy scale 4 channels and 2 cells a stage, not 16 and 5).
 * </ul>
 */
package io.github.grabnas.search.oneshot;
