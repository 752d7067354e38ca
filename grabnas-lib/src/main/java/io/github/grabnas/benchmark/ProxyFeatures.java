package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.FeatureExtractor;
import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.linalg.Matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The feature vectors of some training images of each class of every meta-training task and every proxy dataset: what
 * the dataset encoder reads, so that neither meta-training nor a search needs the images. In half precision.
 *
 * @param extractor identity of what computed them
 * @param datasets for each task or target, by its name, a matrix for each class, one row an image
 */
public record ProxyFeatures(String extractor, Map<String, List<Matrix>> datasets) {

    /** Where they are in the checkout. */
    public static final String PLACE = "proxy/features.safetensors";

    private static final String EXTRACTOR = "extractor";
    private static final int PER_CLASS_OF_TASK = 10;
    /** Three times what a sample draws of a class, so that samples differ. */
    private static final int PER_CLASS_OF_TARGET = 60;

    /** Copies the map and keeps its order. */
    public ProxyFeatures {
        Objects.requireNonNull(extractor, "extractor");
        datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
    }

    /**
     * Computes them from the images.
     *
     * @throws io.github.grabnas.data.MissingDataException if some images are not there
     */
    public static ProxyFeatures compute(DataFolder data, FeatureExtractor extractor) throws IOException {
        Map<String, List<Matrix>> datasets = new LinkedHashMap<>();
        ProxyTasks tasks = ProxyTasks.read(data);
        for (List<ProxyTask> some : List.of(tasks.training(), tasks.heldOut())) {
            for (ProxyTask task : some) {
                datasets.put(task.name(), classes(tasks.images(task).training(), PER_CLASS_OF_TASK, extractor));
            }
        }
        for (ProxyDataset dataset : ProxyDataset.values()) {
            datasets.put(
                    dataset.target().label(), classes(dataset.read(data).training(), PER_CLASS_OF_TARGET, extractor));
        }
        return new ProxyFeatures(extractor.identity(), datasets);
    }

    private static List<Matrix> classes(LabelledImages images, int most, FeatureExtractor extractor) {
        LabelledImages some = images.atMost(most, 0);
        ImageFeatures vectors = extractor.features(some);
        List<Matrix> classes = new ArrayList<>();
        for (int c = 0; c < some.classNames().size(); c++) {
            double[][] rows = some.ofClass(c).stream().map(vectors::row).toArray(double[][]::new);
            classes.add(half(Matrix.ofRows(rows)));
        }
        return classes;
    }

    private static Matrix half(Matrix matrix) {
        Tensor tensor = Tensor.of(List.of(matrix.rows(), matrix.columns()), matrix.toArray());
        return Matrix.of(
                matrix.rows(), matrix.columns(), tensor.toHalfPrecision().values());
    }

    /** Those that come with the checkout. */
    public static ProxyFeatures find() throws IOException {
        return read(DataFolder.embedded(PLACE));
    }

    /**
     * Reads a file.
     *
     * @throws DataFormatException if it is not one that {@link #write} made
     */
    public static ProxyFeatures read(Path file) throws IOException {
        TensorFile content = TensorFile.read(file);
        Map<String, List<Matrix>> datasets = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            // dataset/rows of each class, dataset/vectors of all classes one after the other
            int slash = entry.getKey().lastIndexOf('/');
            if (slash > 0 && entry.getKey().endsWith("/vectors")) {
                String name = entry.getKey().substring(0, slash);
                datasets.put(name, split(file, name, content.tensors().get(name + "/rows"), entry.getValue()));
            }
        }
        if (!content.notes().containsKey(EXTRACTOR) || datasets.isEmpty()) {
            throw new DataFormatException(file, "it holds no feature vectors of datasets");
        }
        return new ProxyFeatures(content.notes().get(EXTRACTOR), datasets);
    }

    private static List<Matrix> split(Path file, String name, Tensor rows, Tensor vectors) throws DataFormatException {
        if (rows == null || vectors.shape().size() != 2) {
            throw new DataFormatException(file, "the vectors of '" + name + "' lack the numbers of their classes");
        }
        int width = vectors.shape().get(1);
        double[] values = vectors.values();
        List<Matrix> classes = new ArrayList<>();
        int from = 0;
        for (double count : rows.values()) {
            int to = from + ((int) count) * width;
            if (!(count >= 1) || to > values.length) {
                throw new DataFormatException(
                        file,
                        "'" + name + "' has a class of " + count + " vectors; expected 1 to "
                                + (values.length - from) / width);
            }
            classes.add(Matrix.of((int) count, width, java.util.Arrays.copyOfRange(values, from, to)));
            from = to;
        }
        return List.copyOf(classes);
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, List<Matrix>> entry : datasets.entrySet()) {
            List<Matrix> classes = entry.getValue();
            Matrix all = classes.get(0);
            for (Matrix next : classes.subList(1, classes.size())) {
                all = all.append(next);
            }
            double[] rows = classes.stream().mapToDouble(Matrix::rows).toArray();
            tensors.put(entry.getKey() + "/rows", Tensor.of(List.of(rows.length), rows));
            tensors.put(entry.getKey() + "/vectors", Tensor.of(List.of(all.rows(), all.columns()), all.toArray()));
        }
        new TensorFile(tensors, Map.of(EXTRACTOR, extractor)).write(file);
    }

    /**
     * The vectors of a task or target.
     *
     * @throws IllegalArgumentException if there are none of the name
     */
    public List<Matrix> of(String name) {
        List<Matrix> classes = datasets.get(name);
        if (classes == null) {
            throw new IllegalArgumentException(
                    "no feature vectors of '" + name + "'; expected a task or a target such as "
                            + datasets.keySet().stream().limit(3).toList());
        }
        return classes;
    }
}
