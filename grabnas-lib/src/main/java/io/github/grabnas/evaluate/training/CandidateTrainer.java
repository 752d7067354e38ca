package io.github.grabnas.evaluate.training;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trains architectures on an image task and measures their test accuracy. With the vector engine the same seed gives
 * the same result, to the last bit, on any number of threads. An interrupt of the thread that trains ends the training
 * within the batch at hand, with a {@link CancellationException}.
 *
 * <pre>{@code
 * CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS);
 * double accuracy = trainer.train(cell, 0).accuracy();
 * }</pre>
 */
public final class CandidateTrainer {

    /** How many images a network is shown for a target's proxy table. */
    public static final int PROXY_IMAGES = 30_000;

    private static final int SMALLEST_BATCH = 16;
    private static final int PROXY_CHANNELS = 4;
    private static final int PROXY_CELLS = 2;

    private final ImageTask task;
    private final Skeleton skeleton;
    private final TrainingRecipe recipe;
    private final int threads;
    private final Pixels pixels;
    private final TrainingEngine engine;
    private final String journalName;

    /**
     * A trainer for one task, with the {@link VectorEngine}.
     *
     * @param channels C of the {@link Skeleton}
     * @param cells N of the skeleton
     * @param threads how many may work on one batch
     * @throws IllegalArgumentException if the images are not square, of a size that cannot be halved twice, or fewer
     *     than a batch
     */
    public CandidateTrainer(ImageTask task, int channels, int cells, TrainingRecipe recipe, int threads) {
        LabelledImages training = task.training();
        if (training.height() != training.width()) {
            throw new IllegalArgumentException(task.name() + ": images of " + training.height() + "x" + training.width()
                    + " pixels; expected square ones; resize them");
        }
        if (training.count() < recipe.batchSize()) {
            throw new IllegalArgumentException(task.name() + ": " + training.count()
                    + " training images, fewer than a batch of " + recipe.batchSize()
                    + (recipe.batchSize() > SMALLEST_BATCH
                            ? "; choose a smaller batch"
                            : ", the smallest there is; add images"));
        }
        this.engine = new VectorEngine();
        this.task = task;
        this.journalName = task.name();
        this.skeleton = new Skeleton(
                training.channels(), training.height(), training.classNames().size(), channels, cells);
        this.recipe = recipe;
        this.threads = threads;
        this.pixels = Pixels.of(training);
    }

    private CandidateTrainer(CandidateTrainer other, TrainingEngine engine, String journalName) {
        this.task = other.task;
        this.skeleton = other.skeleton;
        this.recipe = other.recipe;
        this.threads = other.threads;
        this.pixels = other.pixels;
        this.engine = engine;
        this.journalName = journalName;
    }

    /** The same trainer on another engine: the same initial weights, images and steps, up to rounding. */
    public CandidateTrainer on(TrainingEngine other) {
        return new CandidateTrainer(this, other, journalName);
    }

    /** The same trainer with a name for its task in journals that stays when the task is renamed. */
    public CandidateTrainer withJournalName(String name) {
        return new CandidateTrainer(this, engine, name);
    }

    String journalName() {
        return journalName;
    }

    /** What computes the training. */
    public TrainingEngine engine() {
        return engine;
    }

    /**
     * The trainer by which a dataset's table was measured.
     *
     * @throws MissingDataException if the images are not there; the message says how to get them
     */
    public static CandidateTrainer proxy(ProxyDataset dataset) throws IOException {
        return proxy(dataset, DataFolder.find());
    }

    /** The same with images of a data folder. */
    public static CandidateTrainer proxy(ProxyDataset dataset, DataFolder data) throws IOException {
        return proxy(dataset.read(data), PROXY_IMAGES, dataset.isPhotographs());
    }

    /**
     * A trainer at proxy scale: C = 4, N = {@value #PROXY_CELLS}, {@link TrainingRecipe#proxy}, one thread.
     *
     * @param shownImages how many images a network is shown, such as {@value #PROXY_IMAGES}
     * @param mirrored whether mirror images are as good as the images, as of photographs
     */
    public static CandidateTrainer proxy(ImageTask task, int shownImages, boolean mirrored) {
        return new CandidateTrainer(
                task,
                PROXY_CHANNELS,
                PROXY_CELLS,
                TrainingRecipe.proxy(task.training().count(), shownImages, mirrored),
                1);
    }

    /** The task. */
    public ImageTask task() {
        return task;
    }

    /** What surrounds the cells. */
    public Skeleton skeleton() {
        return skeleton;
    }

    /** How candidates are trained. */
    public TrainingRecipe recipe() {
        return recipe;
    }

    /** How the networks are shown the images, without shifts and mirror images. */
    public Pixels pixels() {
        return pixels;
    }

    /** Everything but task, architecture and seed that decides an accuracy, in one line; journals begin with it. */
    public String settings() {
        String settings = "C=" + skeleton.channels() + ", N=" + skeleton.cells() + ", " + recipe.inOneLine();
        // Journals of the vector engine were written before there was another one.
        return engine.label().equals(VectorEngine.LABEL) ? settings : settings + ", engine " + engine.label();
    }

    /** Trains from the seed's weights, measures the test accuracy at the end. */
    public TrainingOutcome train(Architecture architecture, long seed) {
        return train(architecture, seed, false, epoch -> {});
    }

    /**
     * Trains, reporting on the way.
     *
     * @param testEveryEpoch whether to measure the test accuracy after every epoch, not only the last
     * @param listener is told of every epoch
     * @throws IllegalArgumentException if the architecture is a graph that is none; the message says why
     */
    public TrainingOutcome train(
            Architecture architecture, long seed, boolean testEveryEpoch, Consumer<Epoch> listener) {
        return train(architecture, seed, testEveryEpoch, listener, network -> {});
    }

    /**
     * The same as {@link #train(Architecture, long, boolean, Consumer)}, then hands over the network, which is closed
     * afterwards: to take its weights, say.
     */
    public TrainingOutcome train(
            Architecture architecture,
            long seed,
            boolean testEveryEpoch,
            Consumer<Epoch> listener,
            Consumer<TrainableNetwork> afterwards) {
        return train(architecture, seed, testEveryEpoch, CandidateStates.none(), listener, afterwards);
    }

    /**
     * The same, from the state that was saved last; the state is saved after every epoch, before the listener is told
     * of it.
     *
     * @param states of this architecture, seed, recipe and task
     * @throws IllegalArgumentException if the state is of other weights, or of a training of other epochs
     * @throws java.io.UncheckedIOException if a state cannot be written
     */
    public TrainingOutcome train(
            Architecture architecture,
            long seed,
            boolean testEveryEpoch,
            CandidateStates states,
            Consumer<Epoch> listener,
            Consumer<TrainableNetwork> afterwards) {
        SplittableRandom random = new SplittableRandom(seed);
        try (TrainableNetwork network = engine.network(architecture.graph(), skeleton, recipe.batchSize(), threads)) {
            network.initialize(random.nextLong());
            TrainingOutcome outcome = train(network, random, testEveryEpoch, states, listener);
            afterwards.accept(network);
            return outcome;
        }
    }

    private TrainingOutcome train(
            TrainableNetwork network,
            SplittableRandom random,
            boolean testEveryEpoch,
            CandidateStates states,
            Consumer<Epoch> listener) {
        long begin = System.nanoTime();
        Pixels augmented = pixels.augmented(recipe.padding(), recipe.mirrored(), random.split());
        int[] order = IntStream.range(0, task.training().count()).toArray();
        int[] batch = new int[recipe.batchSize()];
        int batches = order.length / batch.length;
        long steps = (long) batches * recipe.epochs();
        List<Epoch> epochs = new ArrayList<>(resume(network, states));
        double secondsBefore = epochs.stream().mapToDouble(Epoch::seconds).max().orElse(0);
        long step = (long) batches * epochs.size();
        // What the epochs that are done have drawn.
        epochs.forEach(done -> shuffle(order, random));
        augmented.skip(step * batch.length);
        for (int number = epochs.size() + 1; number <= recipe.epochs(); number++) {
            shuffle(order, random);
            double loss = 0;
            int correct = 0;
            for (int b = 0; b < batches; b++, step++) {
                stopIfInterrupted();
                System.arraycopy(order, b * batch.length, batch, 0, batch.length);
                network.load(task.training(), batch, augmented);
                double batchLoss = orInterrupted(network::gradient);
                if (!Double.isFinite(batchLoss)) {
                    return diverged(epochs, step + 1);
                }
                loss += batchLoss;
                correct += network.lastCorrect();
                network.step(recipe.rate(step, steps), recipe.momentum(), recipe.weightDecay());
            }
            boolean test = testEveryEpoch || number == recipe.epochs();
            Epoch epoch = new Epoch(
                    number,
                    loss / batches,
                    100.0 * correct / ((long) batches * batch.length),
                    test ? accuracy(network, task.test()) : Double.NaN,
                    secondsBefore + (System.nanoTime() - begin) / 1e9);
            epochs.add(epoch);
            save(states, network, epochs);
            listener.accept(epoch);
        }
        return new TrainingOutcome.Trained(
                epochs.get(epochs.size() - 1).testAccuracy(),
                onValidation(images -> accuracy(network, images)),
                epochs);
    }

    private TrainingOutcome.Diverged diverged(List<Epoch> epochs, long step) {
        double chance = 100.0 / skeleton.classes();
        return new TrainingOutcome.Diverged(chance, onValidation(images -> chance), epochs, step);
    }

    private void save(CandidateStates states, TrainableNetwork network, List<Epoch> epochs) {
        if (states.keeps()) {
            states.save(CandidateState.of(network, epochs, recipe.epochs()));
        }
    }

    /** Takes a network to its last state, and gives the epochs that are done. */
    private List<Epoch> resume(TrainableNetwork network, CandidateStates states) {
        Optional<CandidateState> saved = states.find();
        if (saved.isEmpty()) {
            return List.of();
        }
        if (saved.get().ofEpochs() != recipe.epochs()) {
            throw new IllegalArgumentException("the state is of a training of "
                    + saved.get().ofEpochs() + " epochs, and this is one of " + recipe.epochs()
                    + "; train for as many, or from the beginning");
        }
        saved.get().copyTo(network);
        return saved.get().epochs();
    }

    private OptionalDouble onValidation(ToDoubleFunction<LabelledImages> accuracy) {
        return task.validation().stream().mapToDouble(accuracy).findFirst();
    }

    private void stopIfInterrupted() {
        if (Thread.interrupted()) {
            throw interrupted();
        }
    }

    private CancellationException interrupted() {
        return new CancellationException("training on " + task.name() + " was interrupted");
    }

    /** A pass through the network; if an interrupt falls into it, the message says which training it ended. */
    private <T> T orInterrupted(Supplier<T> pass) {
        try {
            return pass.get();
        } catch (CancellationException e) {
            CancellationException named = interrupted();
            named.initCause(e);
            throw named;
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    /** The share of the images that the network classifies rightly, in percent. */
    private double accuracy(TrainableNetwork network, LabelledImages images) {
        int correct = 0;
        for (int from = 0; from < images.count(); from += network.batchSize()) {
            stopIfInterrupted();
            int to = Math.min(images.count(), from + network.batchSize());
            network.load(images, IntStream.range(from, to).toArray(), pixels);
            correct += orInterrupted(network::countCorrect);
        }
        return 100.0 * correct / images.count();
    }
}
