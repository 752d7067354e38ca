package io.github.grabnas.nn.settransformer;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.NotesCodec;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.List;
import java.util.Objects;

/**
 * The dataset encoder φ, eq. 7: within every class a {@link SetTransformer} makes a prototype of the instances, over
 * the classes another one makes the dataset's embedding of the prototypes. Neither the order of instances nor that of
 * classes plays a part.
 *
 * <pre>{@code
 * DatasetEncoder encoder = DatasetEncoder.of(features.dimension());
 * Parameters parameters = encoder.initialize(0);
 * Matrix embeddings = encoder.embed(parameters, List.of(cifar10, cifar100));   // 2 x 56
 * }</pre>
 *
 * @param features the length of an instance's feature vector
 * @param width of the set transformers; MetaD2A has 56
 * @param heads of their attention; MetaD2A has 4
 * @param embedding the length of a dataset's embedding; MetaD2A has 56
 * @param normalized whether there is layer normalisation; the paper has it, MetaD2A's code has not
 * @param form how the blocks of attention are composed
 */
public record DatasetEncoder(int features, int width, int heads, int embedding, boolean normalized, BlockForm form) {

    /** The beginning of its parameters' names. */
    public static final String NAME = "dataset";

    /** How its sizes are written to a parameter file. */
    public static final NotesCodec<DatasetEncoder> NOTES = NotesCodec.of(
            "dataset-encoder",
            e -> NotesCodec.Sizes.none()
                    .with("features", e.features())
                    .with("width", e.width())
                    .with("heads", e.heads())
                    .with("embedding", e.embedding())
                    .with("layer-normalization", e.normalized())
                    .withUnlessUsual("published-code", e.form() == BlockForm.PUBLISHED_CODE, false),
            s -> new DatasetEncoder(
                    s.integer("features"),
                    s.integer("width"),
                    s.integer("heads"),
                    s.integer("embedding"),
                    s.flag("layer-normalization"),
                    s.flag("published-code", false) ? BlockForm.PUBLISHED_CODE : BlockForm.PRINTED));

    /** Checks that there is a form. */
    public DatasetEncoder {
        Objects.requireNonNull(form, "form");
    }

    /** An encoder with blocks as the paper's equations have them. */
    public DatasetEncoder(int features, int width, int heads, int embedding, boolean normalized) {
        this(features, width, heads, embedding, normalized, BlockForm.PRINTED);
    }

    /** The published sizes, with blocks as the paper's equations have them. */
    public static DatasetEncoder of(int features) {
        return new DatasetEncoder(features, 56, 4, 56, true);
    }

    /** The published sizes, as MetaD2A's code has them: no layer normalisation, blocks of the published code. */
    public static DatasetEncoder metaD2a(int features) {
        return new DatasetEncoder(features, 56, 4, 56, false, BlockForm.PUBLISHED_CODE);
    }

    private SetTransformer intraClass() {
        return new SetTransformer(NAME + ".intra", features, width, width, heads, normalized, form);
    }

    private SetTransformer interClass() {
        return new SetTransformer(NAME + ".inter", width, width, embedding, heads, normalized, form);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        intraClass().initialize(initializer);
        interClass().initialize(initializer);
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        initialize(initializer);
        return initializer.parameters();
    }

    /** The prototypes of all classes, dataset after dataset, class after class: one row each. */
    public Variable prototypes(Tape tape, List<DatasetSample> datasets) {
        List<Matrix> classes =
                datasets.stream().flatMap(d -> d.classes().stream()).toList();
        double[][] rows = classes.stream()
                .flatMap(m -> java.util.stream.IntStream.range(0, m.rows()).mapToObj(m::row))
                .toArray(double[][]::new);
        return prototypes(tape.input(Matrix.ofRows(rows)), datasets);
    }

    /** The same from instances that lie on a tape already, one row each, class after class. */
    public Variable prototypes(Variable instances, List<DatasetSample> datasets) {
        return intraClass()
                .apply(
                        instances,
                        SetLayout.ofSizes(datasets.stream()
                                .flatMap(d -> d.classes().stream())
                                .mapToInt(Matrix::rows)
                                .toArray()));
    }

    /** Embeddings from prototypes: one row a dataset. */
    public Variable combine(Variable prototypes, List<DatasetSample> datasets) {
        return interClass()
                .apply(
                        prototypes,
                        SetLayout.ofSizes(datasets.stream()
                                .mapToInt(d -> d.classes().size())
                                .toArray()));
    }

    /** Embeddings of datasets of any numbers of classes and instances: one row each. */
    public Variable encode(Tape tape, List<DatasetSample> datasets) {
        return combine(prototypes(tape, datasets), datasets);
    }

    /** The same, values only. */
    public Matrix embed(Parameters parameters, List<DatasetSample> datasets) {
        return encode(Tape.forward(parameters), datasets).value();
    }
}
