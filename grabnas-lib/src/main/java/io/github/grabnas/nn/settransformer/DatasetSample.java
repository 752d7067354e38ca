package io.github.grabnas.nn.settransformer;

import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the dataset encoder reads of a dataset: for every class the feature vectors of some of its instances.
 *
 * @param classes one matrix a class, one row an instance; classes may have different numbers of rows
 */
public record DatasetSample(List<Matrix> classes) {

    /** Instances taken of every class (sec. 3.2; MetaD2A takes 20). */
    public static final int PER_CLASS = 20;

    /** Checks that there are instances of equal length. */
    public DatasetSample {
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a dataset without classes");
        }
        for (Matrix m : classes) {
            if (m.rows() == 0 || m.columns() != classes.get(0).columns()) {
                throw new IllegalArgumentException("a class is a " + m + "; expected at least one instance, with "
                        + classes.get(0).columns() + " features as the first class has");
            }
        }
    }

    /**
     * Draws instances of every class, without repetition; all of a class that has fewer.
     *
     * @param pools of each class the feature vectors of its instances, one a row
     * @param perClass how many instances, such as {@value #PER_CLASS}
     * @param seed decides which
     */
    public static DatasetSample draw(List<Matrix> pools, int perClass, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Matrix> classes = new ArrayList<>();
        for (Matrix pool : pools) {
            List<Integer> left =
                    new ArrayList<>(IntStream.range(0, pool.rows()).boxed().toList());
            int count = Math.min(perClass, left.size());
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = left.remove(random.nextInt(left.size()));
            }
            classes.add(pool.selectRows(rows));
        }
        return new DatasetSample(classes);
    }

    /**
     * Draws instances of every class of some images.
     *
     * @param images for their labels
     * @param features one vector for each image
     */
    public static DatasetSample draw(LabelledImages images, ImageFeatures features, int perClass, long seed) {
        return draw(features.byClass(images), perClass, seed);
    }

    /**
     * The instances of matrices of one size, without the rows that a mask leaves out; what stands in those plays no
     * part.
     *
     * @param padded one matrix a class
     * @param present for each class and row whether it is an instance
     */
    public static DatasetSample masked(List<Matrix> padded, List<boolean[]> present) {
        List<Matrix> classes = new ArrayList<>();
        for (int c = 0; c < padded.size(); c++) {
            boolean[] mask = present.get(c);
            if (mask.length != padded.get(c).rows()) {
                throw new IllegalArgumentException(
                        "class " + c + ": a mask of " + mask.length + " for a " + padded.get(c));
            }
            classes.add(padded.get(c)
                    .selectRows(
                            IntStream.range(0, mask.length).filter(i -> mask[i]).toArray()));
        }
        return new DatasetSample(classes);
    }

    /** The length of the feature vectors. */
    public int featureCount() {
        return classes.get(0).columns();
    }
}
