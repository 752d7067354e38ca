package io.github.grabnas.nn;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.ArchitectureGraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The published weights of MetaD2A's generator, and what its own code computes with them, in single and in double
 * precision. Tests that need them are skipped where the public data have no such folder.
 */
public final class PublishedGenerator {

    /** A precision in which the reference was computed. */
    public enum Precision {
        F32,
        F64;

        private String file(String name) {
            return name + "_" + name().toLowerCase(java.util.Locale.ROOT) + ".csv";
        }
    }

    private static final int INSTANCES = 20;
    private static final int FEATURES = 512;
    private static final int CLASSES = 10;

    private final Path folder = PublicData.file("metad2a/generator-reference");

    /** The weights by their published names. */
    public Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(folder.resolve("weights_npy.zip").toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                weights.put(entry.getName().replaceAll(".*/|\\.npy$", ""), npy(content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return weights;
    }

    /** An array of little-endian floats in row-major order, NumPy's format 1.0. */
    private static Tensor npy(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        String text = new String(content, 10, header, UTF_8);
        Matcher shape = Pattern.compile("'descr': '<f4', 'fortran_order': False, 'shape': \\(([^)]*)\\)")
                .matcher(text);
        if (!shape.find()) {
            throw new IllegalStateException("no array of floats: " + text);
        }
        List<Integer> lengths = Stream.of(shape.group(1).split(","))
                .map(String::trim)
                .filter(w -> !w.isEmpty())
                .map(Integer::parseInt)
                .toList();
        double[] values = new double[(content.length - 10 - header) / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat(10 + header + Float.BYTES * i);
        }
        return Tensor.of(lengths, values);
    }

    /** The rows of a table. */
    public List<NamedCsvRecord> table(String name) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve(name + ".csv"))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table in one of its precisions. */
    public List<NamedCsvRecord> table(String name, Precision precision) {
        return table(precision.file(name).replace(".csv", ""));
    }

    /** The vector that stands in the columns d0, d1 and so on of a row. */
    public static double[] vector(NamedCsvRecord row) {
        return row.getHeader().stream()
                .filter(h -> h.matches("d\\d+"))
                .mapToDouble(h -> Double.parseDouble(row.getField(h)))
                .toArray();
    }

    /** The data set of a number, by the formula that the reference gives for it; rounded to floats. */
    public static DatasetSample dataset(int number) {
        List<Matrix> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            double[] values = new double[INSTANCES * FEATURES];
            for (int i = 0; i < INSTANCES; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    values[i * FEATURES + j] = (float)
                            switch (number) {
                                case 0 -> Math.sin(0.37 * (c + 1) + 0.11 * (i + 1) + 0.013 * (j + 1));
                                case 1 -> Math.max(0, 1.5 * Math.sin(0.7 * c + 1.9 * i + 0.05 * j * (c + 1)));
                                case 2 -> 1 + 0.8 * Math.cos(0.021 * (c + 1) * (i + 1) + 0.017 * (j + 1) * (c + 2));
                                default -> throw new IllegalArgumentException("data set " + number);
                            };
                }
            }
            classes.add(Matrix.of(INSTANCES, FEATURES, values));
        }
        return new DatasetSample(classes);
    }

    /** The graph of a cell of the reference. */
    public ArchitectureGraph cell(int number) {
        String text = table("cells").get(number).getField("arch");
        return io.github.grabnas.space.Cell.parse(text).graph();
    }

    /** The latent vectors to decode, one a row. */
    public Matrix latents() {
        return Matrix.ofRows(table("decoder_latents").stream()
                .map(row -> IntStream.range(0, 56)
                        .mapToDouble(i -> Float.parseFloat(row.getField("d" + i)))
                        .toArray())
                .toArray(double[][]::new));
    }

    /** What the latent vectors were decoded to by the reference. */
    public List<ArchitectureGraph> decoded() {
        return table("decoder_results").stream()
                .map(row -> {
                    String types = Stream.of(row.getField("types").split(" "))
                            .map(t -> io.github.grabnas.space.NodeType.all()
                                    .get(Integer.parseInt(t))
                                    .label())
                            .collect(java.util.stream.Collectors.joining(" "));
                    return ArchitectureGraph.parse(types + "; " + row.getField("edges"));
                })
                .toList();
    }
}
