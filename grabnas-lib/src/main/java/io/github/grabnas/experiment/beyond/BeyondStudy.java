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
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

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
        settings = Map.copyOf(settings);
        Objects.requireNonNull(novel, "novel");
        Objects.requireNonNull(selection, "selection");
    }

    /**
     * Searches, chooses and compares.
     *
     * @param trainer by which the target's table was measured
     * @param table of the target, which has the best cell
     * @param models what was learnt on other datasets, with the decoders
     * @param journals a folder for everything that is trained
     * @param listener is told in a line what is done
     * @throws IOException if images are missing, a journal cannot be written, or a decoder does not fit
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
            searches = searches(trainer, models, journal, line -> listener.accept(label + ": " + line));
            finalists = selection.of(searches, trainer, pool, journal);
        }
        if (finalists.isEmpty()) {
            throw new IllegalArgumentException(label + ": none of " + searches.size()
                    + " searches trained a novel graph; expected at least one; search longer, or with --novel");
        }
        listener.accept(label + ": the winner is " + finalists.get(0).graph().text());
        Skeleton skeleton = trainer.skeleton();
        Cell best = UniqueCells.representative(table.best(dataset.target()));
        WidenedCell widened =
                WidenedCell.toCost(best, NetworkCost.of(finalists.get(0).graph(), skeleton), skeleton);
        PairedTrainings paired = new PairedTrainings(dataset.redrawn(data), trainer, trainings);
        List<List<Double>> accuracies = new ArrayList<>();
        for (Contestant c : List.of(
                new Contestant(finalists.get(0).graph(), skeleton),
                new Contestant(best, skeleton),
                new Contestant(best, widened.skeleton()))) {
            listener.accept(
                    label + ": " + trainings + " trainings with " + c.skeleton().channels() + " channels of "
                            + c.architecture().text());
            accuracies.add(accuracies(c, label, paired, pool, journals));
        }
        return new BeyondResult(
                label,
                searches,
                finalists,
                best,
                widened,
                skeleton,
                accuracies.get(0),
                accuracies.get(1),
                accuracies.get(2));
    }

    private record Contestant(Architecture architecture, Skeleton skeleton) {}

    private static List<Double> accuracies(
            Contestant of, String label, PairedTrainings paired, TrainingPool pool, Path journals) throws IOException {
        Path file = journals.resolve(
                "beyond-" + label + "-drawn-anew-" + of.skeleton().channels() + ".journal");
        try (TrainingJournal journal = TrainingJournal.open(file, paired.settings(of.skeleton()))) {
            return DoubleStream.of(paired.accuracies(of.architecture(), of.skeleton(), pool, journal))
                    .boxed()
                    .toList();
        }
    }

    /** Both spaces with every seed, in this order; searches with one seed share their trainings. */
    private List<BeyondSearch> searches(
            CandidateTrainer trainer, PretrainedModels models, TrainingJournal journal, Consumer<String> listener)
            throws IOException {
        List<Callable<BeyondSearch>> open = new ArrayList<>();
        for (int k = 0; k < seeds; k++) {
            long seed = firstSeed + k;
            TrainingEvaluator evaluator = new TrainingEvaluator(trainer, seed, 1, journal);
            open.add(() -> search("cells", new NasBench201(), evaluator, seed, models, listener));
            if (novel.isPresent()) {
                List<Architecture> all = new ArrayList<>(Cell.all());
                all.addAll(SampledGraphs.of(models.autoencoder(seed), novel.get(), seed));
                SearchSpace wider = new ExplicitSearchSpace(all);
                open.add(() -> search("cells and novel graphs", wider, evaluator, seed, models, listener));
            }
        }
        return inOrder(open);
    }

    private BeyondSearch search(
            String space,
            SearchSpace from,
            TrainingEvaluator evaluator,
            long seed,
            PretrainedModels models,
            Consumer<String> listener) {
        BeyondSearch search =
                BeyondSearch.run(space, new SearchProblem(from, evaluator, budget, seed, models), settings);
        listener.accept(space + ", seed " + seed + ": " + search.trials().size() + " trained, "
                + search.novel().size() + " of them novel");
        return search;
    }

    private List<BeyondSearch> inOrder(List<Callable<BeyondSearch>> open) throws IOException {
        ExecutorService sideBySide = Executors.newFixedThreadPool(threads);
        try {
            List<Future<BeyondSearch>> futures =
                    open.stream().map(sideBySide::submit).toList();
            List<BeyondSearch> done = new ArrayList<>();
            for (Future<BeyondSearch> future : futures) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException e) {
            throw new CancellationException("the searches were interrupted; what was trained is kept");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a search failed", e.getCause());
        } finally {
            sideBySide.shutdownNow();
        }
    }
}
