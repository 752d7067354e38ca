package io.github.grabnas.experiment.beyond;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.GraphAutoencoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * The whole comparison on one target: searches with real training, the choice of a winner among the novel graphs, and
 * its trainings against cells. Everything that was trained is kept in journals; what is there already is not trained
 * again.
 *
 * @param budget how many architectures a search trains
 * @param firstSeed of the searches and of their trainings; a search's trainings all have its seed
 * @param seeds how many searches of each space
 * @param settings of the searches, by name
 * @param novel how many graphs sampled from the decoder a second space has beside all cells; empty for none
 * @param selection chooses the winner
 * @param trainings how often winner and cells are trained in the end
 * @param threads how many searches and trainings run side by side
 */
public record BeyondStudy(
        int budget,
        long firstSeed,
        int seeds,
        Map<String, String> settings,
        Optional<Integer> novel,
        NovelSelection selection,
        int trainings,
        int threads) {

    /** How often a finalist is trained: as often as the best cells of most tables. */
    public static final int SELECTING = 8;

    /** Checks that nothing is missing, and copies the settings. */
    public BeyondStudy {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        Objects.requireNonNull(novel, "novel");
        Objects.requireNonNull(selection, "selection");
        if (firstSeed < 0 || firstSeed + seeds > NovelSelection.FIRST_SEED) {
            throw new IllegalArgumentException("seeds " + firstSeed + " to " + (firstSeed + seeds - 1)
                    + ": expected them from 0 to " + (NovelSelection.FIRST_SEED - 1)
                    + ", since trainings that choose a winner have higher ones");
        }
    }

    /**
     * Searches, chooses and compares.
     *
     * @param trainer by which the target's table was measured
     * @param table of the target, which has the best cell
     * @param models what was learnt on other datasets, with the decoders
     * @param journals a folder for everything that is trained
     * @param listener is told in a line what is done, by one thread at a time
     * @throws IOException if images are missing, a decoder cannot be read, or a journal cannot be opened
     * @throws UncheckedIOException if a journal cannot be written while a search runs
     * @throws IllegalArgumentException if a decoder does not fit its surrogate
     * @throws CancellationException if the thread is interrupted
     */
    public BeyondResult run(
            ProxyDataset dataset,
            CandidateTrainer trainer,
            BenchmarkTable table,
            PretrainedModels models,
            DataFolder data,
            Path journals,
            Consumer<String> listener)
            throws IOException {
        String label = dataset.target().label();
        TrainingPool pool = new CandidatePool(threads);
        List<BeyondSearch> searches;
        List<Finalist> finalists;
        try (TrainingJournal journal =
                TrainingJournal.open(journals.resolve("beyond-" + label + ".journal"), trainer.settings())) {
            journal.warning().ifPresent(w -> listener.accept(label + ": " + w));
            searches = new SearchesSideBySide(budget, settings, threads)
                    .run(problems(trainer, models, journal), line -> listener.accept(label + ": " + line));
            finalists = selection.of(searches, trainer, pool, journal);
        }
        Optional<PairedComparison> comparison = Optional.empty();
        if (finalists.isEmpty()) {
            listener.accept(label + ": no search trained a novel graph, so that there is nothing to compare");
        } else {
            Cell best = UniqueCells.representative(table.best(dataset.target()));
            PairedTrainings paired = new PairedTrainings(dataset.redrawn(data), trainer, trainings);
            comparison = Optional.of(
                    compare(finalists.get(0).graph(), best, trainer.skeleton(), paired, label, journals, listener));
        }
        return new BeyondResult(label, trainer.skeleton(), searches, finalists, comparison);
    }

    private PairedComparison compare(
            ArchitectureGraph winner,
            Cell best,
            Skeleton skeleton,
            PairedTrainings paired,
            String label,
            Path journals,
            Consumer<String> listener)
            throws IOException {
        listener.accept(label + ": the winner is " + winner.text() + ", the best cell " + best.text());
        WidenedCell widened = WidenedCell.toCost(best, NetworkCost.of(winner, skeleton), skeleton);
        TrainingPool pool = new CandidatePool(threads);
        List<PairedAccuracies> reached = new ArrayList<>();
        for (Contestant c : List.of(
                new Contestant("the winner", winner, skeleton),
                new Contestant("the best cell", best, skeleton),
                new Contestant("the best cell, widened", best, widened.skeleton()))) {
            int channels = c.skeleton().channels();
            listener.accept(label + ": " + trainings + " trainings of " + c.name() + ", " + channels + " channels");
            Path file = journals.resolve("beyond-" + label + "-drawn-anew-" + channels + ".journal");
            try (TrainingJournal journal = TrainingJournal.open(file, paired.settings(c.skeleton()))) {
                reached.add(paired.of(c.architecture(), c.skeleton(), pool, journal));
            }
        }
        return new PairedComparison(best, widened, reached.get(0), reached.get(1), reached.get(2));
    }

    private record Contestant(String name, Architecture architecture, Skeleton skeleton) {}

    /** Both spaces with every seed, in this order; searches with one seed share their trainings. */
    private List<SearchesSideBySide.Planned> problems(
            CandidateTrainer trainer, PretrainedModels models, TrainingJournal journal) throws IOException {
        List<SearchesSideBySide.Planned> planned = new ArrayList<>();
        for (int k = 0; k < seeds; k++) {
            long seed = firstSeed + k;
            // Read for every seed before any search begins.
            GraphAutoencoder decoder = models.autoencoder(seed);
            TrainingEvaluator evaluator = new TrainingEvaluator(trainer, seed, 1, journal);
            planned.add(new SearchesSideBySide.Planned("cells", new NasBench201(), evaluator, seed, models));
            if (novel.isPresent()) {
                List<Architecture> all = new ArrayList<>(Cell.all());
                all.addAll(SampledGraphs.of(decoder, novel.get(), seed));
                planned.add(new SearchesSideBySide.Planned(
                        "cells and novel graphs", new ExplicitSearchSpace(all), evaluator, seed, models));
            }
        }
        return planned;
    }
}
