package io.github.grabnas.surrogate;

import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of MetaD2A's public code (H. Lee, E. Hyung and S. J. Hwang, ICLR 2021) and those of our networks: the
 * same numbers under other names. PyTorch's layers have W as out x in, ours as in x out; where a layer there reads
 * several vectors side by side, such as a state and a one-hot node number, ours has a matrix for each.
 *
 * <pre>{@code
 * Map<String, Tensor> published = …;                     // by the names of the public code, such as fc1.weight
 * ArchitectureGenerator generator = ArchitectureGenerator.metaD2a(512);
 * Parameters weights = MetaD2aWeights.generator(published);
 * List<ArchitectureGraph> graphs = generator.generate(weights, dataset, 500, 0);
 * }</pre>
 */
public final class MetaD2aWeights {

    private static final String FEATURES = "intra_setpool.enc.0.mab.fc_q.weight";

    private MetaD2aWeights() {}

    /**
     * The weights of {@link ArchitectureGenerator#metaD2a}.
     *
     * @param published by their names in the public code; others than the generator's are ignored
     * @throws IllegalArgumentException if one is missing or has another size; the message names it
     */
    public static Parameters generator(Map<String, Tensor> published) {
        Tensor first = find(published, FEATURES);
        return read(
                published,
                generatorNames(),
                ArchitectureGenerator.metaD2a(first.shape().get(first.shape().size() - 1))
                        .initialize(0));
    }

    /**
     * The weights of {@link GraphEncoder#standard}. Of the published generator this encoder was never trained.
     *
     * @param latent the last layer, {@code enc_g_mu} for the mean or {@code enc_g_var} for the logarithm of the
     *     variance, which ours, no variational one, has not
     * @throws IllegalArgumentException if one is missing or has another size; the message names it
     */
    public static Parameters graphEncoder(Map<String, Tensor> published, String latent) {
        return read(
                published, graphEncoderNames(latent), GraphEncoder.standard().initialize(0));
    }

    /** Numbers of a generator's parameters, such as weights or a gradient, by the names of the public code. */
    public static Map<String, Tensor> published(Parameters generator) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        generatorNames().forEach((name, ours) -> {
            Matrix stacked =
                    ours.stream().map(generator::get).reduce(Matrix::append).orElseThrow();
            tensors.put(name, isMatrix(name) ? transposed(stacked) : row(name, stacked));
        });
        return tensors;
    }

    private static boolean isMatrix(String name) {
        return name.contains(".weight");
    }

    private static Tensor row(String name, Matrix row) {
        return Tensor.of(name.endsWith(".S") ? List.of(1, 1, row.columns()) : List.of(row.columns()), row.toArray());
    }

    private static Tensor transposed(Matrix m) {
        double[] values = new double[m.rows() * m.columns()];
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.columns(); j++) {
                values[j * m.rows() + i] = m.get(i, j);
            }
        }
        return Tensor.of(List.of(m.columns(), m.rows()), values);
    }

    private static Tensor find(Map<String, Tensor> published, String name) {
        Tensor tensor = published.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor '" + name + "' is missing among " + published.size()
                    + " tensors; expected those of " + "MetaD2A's generator");
        }
        return tensor;
    }

    private static Parameters read(Map<String, Tensor> published, Map<String, List<String>> names, Parameters sizes) {
        Map<String, Matrix> read = new LinkedHashMap<>();
        names.forEach((name, ours) -> {
            Tensor tensor = find(published, name);
            int in = ours.stream().mapToInt(n -> sizes.get(n).rows()).sum();
            int out = sizes.get(ours.get(0)).columns();
            List<Integer> expected = isMatrix(name)
                    ? List.of(out, in)
                    : row(name, Matrix.zeros(1, out)).shape();
            if (!tensor.shape().equals(expected)) {
                throw new IllegalArgumentException(
                        "tensor '" + name + "' has shape " + tensor.shape() + "; expected " + expected);
            }
            int before = 0;
            for (String matrix : ours) {
                int rows = sizes.get(matrix).rows();
                double[] values = new double[rows * out];
                for (int i = 0; i < values.length; i++) {
                    values[i] = tensor.get(i % out * in + before + i / out);
                }
                read.put(matrix, Matrix.of(rows, out, values));
                before += rows;
            }
        });
        Map<String, Matrix> ordered = new LinkedHashMap<>();
        sizes.names().forEach(name -> ordered.put(name, read.get(name)));
        return Parameters.of(ordered);
    }

    private static Map<String, List<String>> generatorNames() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String part : List.of("intra", "inter")) {
            String theirs = part + "_setpool.";
            String ours = "dataset." + part + ".";
            attention(names, theirs + "enc.0.mab.", ours + "sab1");
            attention(names, theirs + "enc.1.mab.", ours + "sab2");
            names.put(theirs + "dec.0.S", List.of(ours + "pma.seed"));
            attention(names, theirs + "dec.0.mab.", ours + "pma");
            linear(names, theirs + "dec.1", ours + "output");
        }
        linear(names, "fc1", "latent.mean");
        linear(names, "fc2", "latent.logvariance");
        linear(names, "fc3", "decoder.initial");
        recurrent(names, "grud", "decoder.gru");
        message(names, "decoding_gate", "decoding_mapper", "decoder");
        linear(names, "add_vertex.0", "decoder.node.first");
        linear(names, "add_vertex.2", "decoder.node.second");
        names.put("add_edge.0.weight", List.of("decoder.edge.source.weight", "decoder.edge.target.weight"));
        names.put("add_edge.0.bias", List.of("decoder.edge.target.bias"));
        linear(names, "add_edge.2", "decoder.edge.second");
        return names;
    }

    private static Map<String, List<String>> graphEncoderNames(String latent) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String way : List.of("forward", "backward")) {
            recurrent(names, "grue_" + way, "graph." + way + ".gru");
            message(names, "gate_" + way, "mapper_" + way, "graph." + way);
        }
        linear(names, "hg_unify.0", "graph.unify");
        linear(names, latent, "graph.latent");
        return names;
    }

    private static void linear(Map<String, List<String>> names, String theirs, String ours) {
        names.put(theirs + ".weight", List.of(ours + ".weight"));
        names.put(theirs + ".bias", List.of(ours + ".bias"));
    }

    private static void attention(Map<String, List<String>> names, String theirs, String ours) {
        linear(names, theirs + "fc_q", ours + ".attention.query");
        linear(names, theirs + "fc_k", ours + ".attention.key");
        linear(names, theirs + "fc_v", ours + ".attention.value");
        linear(names, theirs + "fc_o", ours + ".feedforward");
    }

    private static void recurrent(Map<String, List<String>> names, String theirs, String ours) {
        names.put(theirs + ".weight_ih", List.of(ours + ".input.weight"));
        names.put(theirs + ".bias_ih", List.of(ours + ".input.bias"));
        names.put(theirs + ".weight_hh", List.of(ours + ".recurrent.weight"));
        names.put(theirs + ".bias_hh", List.of(ours + ".recurrent.bias"));
    }

    private static void message(Map<String, List<String>> names, String gate, String mapper, String ours) {
        names.put(gate + ".0.weight", List.of(ours + ".gate.weight", ours + ".gate.vertex"));
        names.put(gate + ".0.bias", List.of(ours + ".gate.bias"));
        names.put(mapper + ".0.weight", List.of(ours + ".mapper.weight", ours + ".mapper.vertex"));
    }
}
