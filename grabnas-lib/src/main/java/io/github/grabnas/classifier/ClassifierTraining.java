package io.github.grabnas.classifier;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateState;
import io.github.grabnas.evaluate.training.CandidateStates;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingOutcome;
import io.github.grabnas.evaluate.training.TrainingOutcome.Diverged;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.space.Architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Trains one architecture on an image task and keeps the network. The training is {@link CandidateTrainer}'s: with the
 * vector engine the same seed gives the same network, to the last bit, on any number of threads.
 *
 * <pre>{@code
 * ClassifierTraining training = new ClassifierTraining(ClassifierSettings.standard(task.training().count()));
 * TrainedClassifier trained = training.train(Cell.parse("|..."), task);
 * }</pre>
 *
 * @param settings at which size, and how
 */
public record ClassifierTraining(ClassifierSettings settings) {

    private static final int FEWEST_STEPS = 4;
    private static final int MOST_STEPS = 1000;
    /** Before that the virtual machine has not compiled everything. */
    private static final double SECONDS_OF_STEPS = 1;

    /** Checks that nothing is missing. */
    public ClassifierTraining {
        Objects.requireNonNull(settings, "settings");
    }

    /** Trains on the training images. */
    public TrainedClassifier train(Architecture architecture, ImageTask task) {
        return train(architecture, task, epoch -> {});
    }

    /**
     * Trains on the training images, then measures the accuracy on the validation images, if there are any, and on the
     * test images.
     *
     * @param listener is told of every epoch
     * @throws TrainingDivergedException if the loss became infinite or no number
     * @throws CancellationException if the thread is interrupted; it ends within the batch at hand
     * @throws IllegalArgumentException if the architecture is a graph that is none, or the images are not square, of a
     *     size that cannot be halved twice, or fewer than a batch
     */
    public TrainedClassifier train(Architecture architecture, ImageTask task, Consumer<Epoch> listener) {
        return train(architecture, task, CandidateStates.none(), listener);
    }

    /**
     * The same, from the state that was saved last: a training that was interrupted goes on where its last epoch ended,
     * and gives, with the vector engine, the network that it had given without the interruption.
     *
     * @param states of this architecture, task and settings; the state is saved after every epoch
     * @param listener is told of every epoch that is trained now, once its state is saved; an exception that it throws
     *     ends the training there
     * @throws TrainingDivergedException if the loss became infinite or no number
     * @throws CancellationException if the thread is interrupted; it ends within the batch at hand
     * @throws IllegalArgumentException as without states, or if the state is of another training
     */
    public TrainedClassifier train(
            Architecture architecture, ImageTask task, CandidateStates states, Consumer<Epoch> listener) {
        CandidateTrainer trainer = trainer(task);
        AtomicReference<Optional<NetworkWeights>> kept = new AtomicReference<>(Optional.empty());
        long begin = System.nanoTime();
        double secondsBefore = states.find().map(CandidateState::seconds).orElse(0.0);
        TrainingOutcome outcome = trainer.train(
                architecture,
                settings.seed(),
                false,
                states,
                listener,
                network -> kept.set(Optional.of(NetworkWeights.of(network))));
        NetworkWeights weights = kept.get().orElseThrow();
        if (outcome instanceof Diverged diverged) {
            throw diverged(architecture, "in step " + diverged.step());
        }
        if (!weights.areFinite()) {
            throw diverged(architecture, "at its end");
        }
        return new TrainedClassifier(
                new ImageClassifier(
                        architecture,
                        trainer.skeleton(),
                        weights,
                        list(trainer.pixels().mean()),
                        list(trainer.pixels().standardDeviation()),
                        task.training().classNames()),
                outcome.accuracy(),
                outcome.validationAccuracy(),
                outcome.epochs(),
                secondsBefore + (System.nanoTime() - begin) / 1e9);
    }

    /**
     * The same, for a training that may be stopped: it goes on from its state.
     *
     * @param stop asked after every epoch but the last, once its state is saved
     * @return empty if it was stopped
     */
    public Optional<TrainedClassifier> train(
            Architecture architecture,
            ImageTask task,
            CandidateStates states,
            Consumer<Epoch> listener,
            BooleanSupplier stop) {
        int last = settings.recipe().epochs();
        try {
            return Optional.of(train(architecture, task, states, epoch -> {
                listener.accept(epoch);
                if (epoch.number() < last && stop.getAsBoolean()) {
                    throw new Stopped();
                }
            }));
        } catch (Stopped e) {
            return Optional.empty();
        }
    }

    /** Leads out of a training between two epochs. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /**
     * All that decides a network but for the split of the images, in one line: a training whose state has another line
     * is not gone on with.
     *
     * @param images those to train on
     * @param sha256 of all images, at their own size
     */
    public String described(Architecture architecture, LabelledImages images, String sha256) {
        return String.join(
                ", ",
                architecture.text(),
                "images " + sha256,
                images.width() + "x" + images.height() + " pixels",
                "C=" + settings.channels(),
                "N=" + settings.cells(),
                settings.recipe().inOneLine(),
                "seed " + settings.seed(),
                "engine " + settings.engine().engine().label());
    }

    private TrainingDivergedException diverged(Architecture architecture, String where) {
        return new TrainingDivergedException(String.format(
                Locale.ROOT,
                "the training of '%s' diverged %s, at a learning rate of %s; choose another seed, or in code a "
                        + "recipe with a lower rate",
                architecture.text(),
                where,
                settings.recipe().learningRate()));
    }

    private static List<Double> list(double[] numbers) {
        return DoubleStream.of(numbers).boxed().toList();
    }

    private CandidateTrainer trainer(ImageTask task) {
        return new CandidateTrainer(task, settings.channels(), settings.cells(), settings.recipe(), settings.threads())
                .on(settings.engine().engine());
    }

    /**
     * How long one epoch takes on this machine, in seconds: measured on steps of one second, of which the median of the
     * second half is counted up. The accuracies at the end of a training take about a third of that for as many images.
     *
     * @throws IllegalArgumentException as {@link #train(Architecture, ImageTask, Consumer)} does
     */
    public double secondsAnEpoch(Architecture architecture, ImageTask task) {
        LabelledImages images = task.training();
        CandidateTrainer trainer = trainer(task);
        Skeleton skeleton = trainer.skeleton();
        int size = settings.recipe().batchSize();
        int[] batch = IntStream.range(0, size).toArray();
        Pixels pixels = trainer.pixels();
        try (TrainableNetwork network =
                trainer.engine().network(architecture.graph(), skeleton, size, settings.threads())) {
            List<Double> seconds = new ArrayList<>();
            double all = 0;
            while (seconds.size() < FEWEST_STEPS || all < SECONDS_OF_STEPS && seconds.size() < MOST_STEPS) {
                long begin = System.nanoTime();
                network.load(images, batch, pixels);
                network.gradient();
                network.step(settings.recipe().learningRate(), settings.recipe().momentum(), 0);
                seconds.add((System.nanoTime() - begin) / 1e9);
                all += seconds.get(seconds.size() - 1);
            }
            List<Double> late = seconds.subList(seconds.size() / 2, seconds.size()).stream()
                    .sorted()
                    .toList();
            int steps = images.count() / size;
            return steps * late.get(late.size() / 2);
        }
    }
}
