package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A dataset on which every candidate is trained from scratch, as the paper does with MNIST, SVHN, Aircraft and Pets
 * (sec. 4.1). Each finished candidate is noted in a journal, from which a search that was killed goes on. What the
 * surrogates read of the dataset is drawn from the same training images.
 */
public final class TrainedTarget implements ExperimentTarget, AutoCloseable {

    private static final int IMAGE_SIZE = 32;

    private final ImageDataset dataset;
    private final TrainingEvaluator evaluator;
    private final TrainingJournal journal;
    private final CandidateTrainer trainer;
    private final MetaLearnedModels models;
    private final Map<String, String> checksums;
    private final String settings;
    private final boolean elsewhere;

    /**
     * The network around the cells and its training.
     *
     * @param channels C of the first stage
     * @param cells N of each stage
     * @param recipe of the training
     */
    public record Training(int channels, int cells, TrainingRecipe recipe) {

        /** Checks the sizes. */
        public Training {
            Objects.requireNonNull(recipe, "recipe");
            if (channels < 1 || cells < 1) {
                throw new IllegalArgumentException(
                        "channels " + channels + ", cells " + cells + ": expected at least 1 of each");
            }
        }

        /** The published one: C = 16, N = 5, {@link TrainingRecipe#nasBench201()}. */
        public static Training published() {
            return new Training(16, 5, TrainingRecipe.nasBench201());
        }
    }

    private TrainedTarget(
            ImageDataset dataset,
            CandidateTrainer trainer,
            TrainingJournal journal,
            Map<String, String> checksums,
            Optional<TrainingCluster> cluster) {
        this.dataset = dataset;
        this.trainer = trainer;
        this.journal = journal;
        TrainingEvaluator here = new TrainingEvaluator(trainer, 0, 1, journal);
        this.evaluator = cluster.map(here::on).orElse(here);
        this.elsewhere = cluster.isPresent();
        this.models = PretrainedModels.of(
                BenchmarkSuite.PAPER, BenchmarkSuite.fewer(trainer.task().training()));
        this.checksums = Map.copyOf(checksums);
        this.settings = trainer.settings();
    }

    /**
     * Reads the images and opens the journal.
     *
     * @param images a data folder that holds the dataset as {@link ImageDataset} reads it, or a folder or zip of the
     *     folders {@code train} and {@code test} with a folder of pictures for each class
     * @param journal where finished candidates are noted; its folder must exist
     * @param threads how many may work on one batch
     * @param engine what computes the training
     * @throws IOException if the images are missing or damaged, or the journal is one of other settings
     */
    public static TrainedTarget open(
            ImageDataset dataset, Path images, Training training, Path journal, int threads, TrainingEngine engine)
            throws IOException {
        Optional<Path> known = dataset.places().stream()
                .map(images::resolve)
                .filter(Files::exists)
                .findFirst();
        ImageTask task = known.isPresent()
                ? dataset.read(DataFolder.at(images), IMAGE_SIZE)
                : new ClassFolderReader(IMAGE_SIZE).readTask(dataset.label(), images);
        int classes = task.training().classNames().size();
        if (classes != dataset.classCount()) {
            throw new DataFormatException(
                    images, classes + " classes; " + dataset.title() + " has " + dataset.classCount());
        }
        Map<String, String> checksums = new TreeMap<>(DataChecksums.ofWeights(BenchmarkSuite.PAPER));
        checksums.put("images of " + dataset.label(), DataChecksums.sha256(known.orElse(images)));
        CandidateTrainer trainer = new CandidateTrainer(
                        task, training.channels(), training.cells(), training.recipe(), threads)
                .on(engine);
        return new TrainedTarget(
                dataset,
                trainer,
                TrainingJournal.open(
                        journal, trainer.settings() + ", images " + checksums.get("images of " + dataset.label())),
                checksums,
                Optional.empty());
    }

    /**
     * The same with trainings on a cluster, so that several searches may run here at a time. It has the same journal:
     * one of the two is to be closed.
     */
    public TrainedTarget on(TrainingCluster cluster) {
        return new TrainedTarget(dataset, trainer, journal, checksums, Optional.of(cluster));
    }

    /** What was wrong with the journal and mended; empty if nothing was. */
    public Optional<String> warning() {
        return journal.warning();
    }

    @Override
    public String label() {
        return dataset.label();
    }

    @Override
    public String title() {
        return dataset.title();
    }

    @Override
    public SearchSpace space(int pruned) {
        if (pruned != 0) {
            throw new IllegalArgumentException(
                    dataset.label() + " without its top " + pruned + ": nobody knows its best cells; " + "expected 0");
        }
        return new NasBench201();
    }

    @Override
    public OptionalDouble best(int pruned) {
        return OptionalDouble.empty();
    }

    @Override
    public ArchitectureEvaluator evaluator() {
        return evaluator;
    }

    @Override
    public MetaLearnedModels models() {
        return models;
    }

    @Override
    public TrainerSource training() {
        return () -> trainer;
    }

    @Override
    public Map<String, String> checksums() {
        return checksums;
    }

    @Override
    public String measuredBy() {
        return "training: " + settings;
    }

    @Override
    public boolean sideBySide() {
        return elsewhere;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
