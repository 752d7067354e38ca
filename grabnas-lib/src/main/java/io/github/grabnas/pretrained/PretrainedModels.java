package io.github.grabnas.pretrained;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The checkpoints that come with the checkout, for a target: seed k takes the training of seed k mod
 * {@value #TRAININGS}, and draws its own instances of the target's images where there are more than a sample has. What
 * was read once is kept.
 *
 * <pre>{@code
 * PretrainedModels.of(Target.CIFAR10);                      // the images of a target of the benchmark
 * PretrainedModels.of(BenchmarkSuite.PAPER, images);        // one's own images
 * PretrainedModels.withoutImages(BenchmarkSuite.PAPER);     // a target of which only accuracies are known
 * }</pre>
 */
public final class PretrainedModels implements MetaLearnedModels {

    /** How many meta-trainings there are of each suite. */
    public static final int TRAININGS = 3;

    private final BenchmarkSuite suite;
    private final Optional<Reading<List<Matrix>>> vectors;
    private final Optional<Given<MetaCheckpoint>> checkpoint;
    private final Optional<Given<GraphAutoencoder>> decoder;
    private final Optional<Path> folder;
    private final Optional<Path> decoders;
    /** Why there are no images, in words; nothing where there are some. */
    private final String noImages;

    private final Map<Integer, MetaCheckpoint> surrogates = new ConcurrentHashMap<>();
    private final Map<Integer, GraphAutoencoder> autoencoders = new ConcurrentHashMap<>();
    private final Map<Integer, MetaD2aCheckpoint> generators = new ConcurrentHashMap<>();
    private final Map<Long, DatasetSample> datasets = new ConcurrentHashMap<>();
    private Optional<List<Matrix>> pools = Optional.empty();
    /** Empty until they are first asked for. */
    private Map<String, String> digests = Map.of();

    /** One model for all seeds, with what an error message calls it. */
    private record Given<T>(T model, String name) {}

    private PretrainedModels(
            BenchmarkSuite suite,
            Optional<Reading<List<Matrix>>> vectors,
            Optional<Given<MetaCheckpoint>> checkpoint,
            Optional<Given<GraphAutoencoder>> decoder,
            Optional<Path> folder,
            Optional<Path> decoders,
            String noImages) {
        this.suite = suite;
        this.vectors = vectors;
        this.checkpoint = checkpoint;
        this.decoder = decoder;
        this.folder = folder;
        this.decoders = decoders;
        this.noImages = noImages;
    }

    private static PretrainedModels shipped(
            BenchmarkSuite suite, Optional<Reading<List<Matrix>>> vectors, String noImages) {
        return new PretrainedModels(
                suite, vectors, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), noImages);
    }

    /** What comes with the checkout for a target of the benchmark; nothing is read before it is needed. */
    public static PretrainedModels of(Target target) {
        BenchmarkSuite suite = BenchmarkSuite.of(target);
        return shipped(suite, Optional.of(() -> suite.vectors(target)), "");
    }

    /** What comes with the checkout for any dataset, given as its training images. */
    public static PretrainedModels of(BenchmarkSuite suite, LabelledImages images) {
        return shipped(suite, Optional.of(() -> suite.vectors(images)), "");
    }

    /** What comes with the checkout for a target of which there are no images. */
    public static PretrainedModels withoutImages(BenchmarkSuite suite) {
        return shipped(suite, Optional.empty(), "the target has no images");
    }

    /**
     * What comes with the checkout, for a target of the benchmark's other suite: without its images, which are prepared
     * for the features of its own suite alone.
     */
    public static PretrainedModels ofOtherSuite(BenchmarkSuite suite) {
        return shipped(
                suite, Optional.empty(), "the target's images are prepared for the checkpoints of its own suite alone");
    }

    /**
     * The same with one decoder for all seeds, which must be one for the graph encoder of the trainings that they take.
     */
    public PretrainedModels withDecoder(GraphAutoencoder other) {
        return withDecoder(new Given<>(other, "that was given"));
    }

    /**
     * The same with the decoder of a file.
     *
     * @throws IOException if the file cannot be read, or is no decoder's
     */
    public PretrainedModels withDecoder(Path file) throws IOException {
        return withDecoder(new Given<>(GraphAutoencoder.read(file), file.toString()));
    }

    private PretrainedModels withDecoder(Given<GraphAutoencoder> other) {
        return new PretrainedModels(suite, vectors, checkpoint, Optional.of(other), folder, decoders, noImages);
    }

    /** The same with one surrogate for all seeds, in place of those that come with the checkout. */
    public PretrainedModels withCheckpoint(MetaCheckpoint other) {
        return withCheckpoint(new Given<>(other, "that was given"));
    }

    /**
     * The same with the surrogate of a file.
     *
     * @throws IOException if the file cannot be read, or is no checkpoint's
     */
    public PretrainedModels withCheckpoint(Path file) throws IOException {
        return withCheckpoint(new Given<>(MetaCheckpoint.read(file), file.toString()));
    }

    private PretrainedModels withCheckpoint(Given<MetaCheckpoint> other) {
        return new PretrainedModels(suite, vectors, Optional.of(other), decoder, folder, decoders, noImages);
    }

    /**
     * The same with all trainings of a folder of one's own in place of {@code data/meta}; its files have the names of
     * those there, such as {@code paper-0.safetensors} and {@code paper-0-decoder.safetensors}.
     */
    public PretrainedModels in(Path other) {
        return new PretrainedModels(suite, vectors, checkpoint, decoder, Optional.of(other), decoders, noImages);
    }

    /**
     * The same with the decoders of a folder of one's own, whose files have the names of those in {@code data/meta}.
     */
    public PretrainedModels withDecodersIn(Path other) {
        return new PretrainedModels(suite, vectors, checkpoint, decoder, folder, Optional.of(other), noImages);
    }

    /** The file of a training. */
    private Path file(int training, String kind) throws IOException {
        return file(folder, training, kind);
    }

    private Path file(Optional<Path> in, int training, String kind) throws IOException {
        String name = suite.label() + "-" + training + kind + ".safetensors";
        return in.isPresent() ? in.get().resolve(name) : DataFolder.embedded("meta/" + name);
    }

    private Path decoderFile(int training) throws IOException {
        return file(decoders.or(() -> folder), training, "-decoder");
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Which training a seed takes. */
    public static int training(long seed) {
        return (int) Math.floorMod(seed, (long) TRAININGS);
    }

    @Override
    public MetaCheckpoint surrogate(long seed) {
        return checkpoint
                .map(Given::model)
                .orElseGet(() -> surrogates.computeIfAbsent(
                        training(seed),
                        s -> read(() -> folder.isPresent()
                                ? MetaCheckpoint.read(file(s, ""))
                                : MetaCheckpoint.find(suite.label(), s))));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the surrogate is one's own and no decoder was given for it, or the decoder
     *     was trained for another graph encoder than that of {@link #surrogate}
     */
    @Override
    public GraphAutoencoder autoencoder(long seed) {
        if (decoder.isEmpty() && checkpoint.isPresent()) {
            throw new IllegalArgumentException(
                    "the checkpoint comes without a graph decoder; train one for it with train-decoder and "
                            + "give it too (withDecoder, or --decoder), or take a method without a decoder");
        }
        GraphAutoencoder found = decoder.map(Given::model)
                .orElseGet(() -> autoencoders.computeIfAbsent(
                        training(seed), s -> read(() -> GraphAutoencoder.read(decoderFile(s)))));
        if (!found.hasEncoderOf(surrogate(seed))) {
            String surrogate = checkpoint
                    .map(Given::name)
                    .orElseGet(() -> read(() -> file(training(seed), "")).toString());
            throw new IllegalArgumentException("seed " + seed + ": the decoder "
                    + decoder.map(Given::name)
                            .orElseGet(() ->
                                    read(() -> decoderFile(training(seed))).toString())
                    + " was trained for another graph encoder than that of the checkpoint " + surrogate
                    + ", whose embeddings it cannot decode; train one for that checkpoint with train-decoder");
        }
        return found;
    }

    @Override
    public MetaD2aCheckpoint generator(long seed) {
        return generators.computeIfAbsent(training(seed), s -> read(() -> MetaD2aCheckpoint.read(file(s, "-metad2a"))));
    }

    @Override
    public Optional<DatasetSample> dataset(long seed) {
        return vectors.map(
                any -> datasets.computeIfAbsent(seed, s -> DatasetSample.draw(pools(), DatasetSample.PER_CLASS, s)));
    }

    private synchronized List<Matrix> pools() {
        if (pools.isEmpty()) {
            pools = Optional.of(read(vectors.orElseThrow()));
        }
        return pools.get();
    }

    /**
     * {@inheritDoc} Digests of all numbers of surrogates, decoders and generators as far as there are such, and of the
     * target's feature vectors.
     */
    @Override
    public synchronized Map<String, String> checksums() {
        if (digests.isEmpty()) {
            Map<String, String> all = new TreeMap<>();
            for (long s = 0; s < TRAININGS; s++) {
                long training = s;
                all.put("surrogate " + s, surrogate(s).checksum());
                ifThere(() -> autoencoder(training).parameters().checksum(), d -> all.put("decoder " + training, d));
                ifThere(() -> generator(training).checksum(), d -> all.put("generator " + training, d));
            }
            if (vectors.isPresent()) {
                Map<String, Matrix> classes = new LinkedHashMap<>();
                pools().forEach(pool -> classes.put("class " + classes.size(), pool));
                all.put("images", Parameters.of(classes).checksum());
            }
            digests = Map.copyOf(all);
        }
        return digests;
    }

    /** Methods that do not need a part do without it. */
    private static void ifThere(Supplier<String> digest, Consumer<String> found) {
        String there;
        try {
            there = digest.get();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return;
        }
        found.accept(there);
    }

    /** Which checkpoints and which dataset embedding a search gets, in words for people. */
    @Override
    public String toString() {
        return (checkpoint.isPresent() ? own(checkpoint.get().model()) : "the checkpoints '" + suite.label() + "'")
                + ", "
                + (vectors.isPresent()
                        ? "the dataset embedding of the target's images"
                        : "the mean dataset embedding of the meta-training tasks, since " + noImages);
    }

    private static String own(MetaCheckpoint checkpoint) {
        return "a checkpoint of your own"
                + (checkpoint.model().readsDatasets() && checkpoint.tupleMean().isEmpty()
                        ? " without a tuple mean, so that the prior mean is the one pooled over the tasks alone"
                        : "");
    }
}
