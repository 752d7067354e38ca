package io.github.grabnas.nn.convolution;

/**
 * The mean cross-entropy of the softmax of a batch's scores, its gradient, and how many images are rightly classified.
 */
final class CrossEntropy {

    private final int classes;
    private final int batchSize;
    private final float[] gradient;
    private int correct;

    CrossEntropy(int classes, int batchSize) {
        this.classes = classes;
        this.batchSize = batchSize;
        this.gradient = new float[classes * batchSize];
    }

    /**
     * The mean loss of the first images.
     *
     * @param scores {@code classes x batch size}
     * @param labels of the images
     * @param loaded how many images count
     */
    double compute(float[] scores, int[] labels, int loaded) {
        double total = 0;
        correct = 0;
        for (int image = 0; image < loaded; image++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (scores[k * batchSize + image] > scores[best * batchSize + image]) {
                    best = k;
                }
            }
            double top = scores[best * batchSize + image];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                double e = StrictMath.exp(scores[k * batchSize + image] - top);
                gradient[k * batchSize + image] = (float) e;
                sum += e;
            }
            for (int k = 0; k < classes; k++) {
                double probability = gradient[k * batchSize + image] / sum;
                gradient[k * batchSize + image] = (float) ((probability - (k == labels[image] ? 1 : 0)) / loaded);
            }
            total += StrictMath.log(sum) + top - scores[labels[image] * batchSize + image];
            if (best == labels[image] && Double.isFinite(sum)) {
                correct++;
            }
        }
        return total / loaded;
    }

    /** The last loss's gradient with respect to the scores: {@code classes x batch size}. */
    float[] gradient() {
        return gradient;
    }

    /** How many images were rightly classified at last. */
    int correct() {
        return correct;
    }
}
