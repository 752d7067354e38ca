package io.github.grabnas.experiment.images;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.data.FolderLock;
import io.github.grabnas.data.image.ImageCollection;
import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.TrialFile;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Setting;
import io.github.grabnas.search.Trial;
import io.github.grabnas.search.WarmUp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Finds an architecture for somebody's images and trains it: reads and divides the images, plans, searches by training
 * candidates at a small scale, trains the best at a larger one, and measures the chosen one on the test images.
 *
 * <p>The search sees training and validation images alone. Validation images decide which architecture is chosen; then
 * it is trained on both and measured once on the test images. Every training of a candidate, and every epoch of those
 * at the larger scale, is noted, so that a search that was killed or stopped goes on in the same folder; with a budget
 * of evaluations and the vector engine it then gives what it had given without interruption, to the last bit.
 *
 * <pre>{@code
 * ImageSearch search = new ImageSearch(
 *         ImageSearchRequest.of(Path.of("my-pictures.zip"), SearchBudget.ofMinutes(5)), new SearchFolder(result));
 * ImageSearchResult found = search.run(ImageSearchListener.none(), () -> false);
 * }</pre>
 */
public final class ImageSearch {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final double WARM_UP_SECONDS = 3;
    private static final double TIMED_SECONDS = 0.4;

    private final ImageSearchRequest request;
    private final SearchFolder folder;
    private final TrainingSpeed speed;
    private final boolean resumable;
    private final LongSupplier nanoseconds;
    private long begin;
    private double secondsBefore;

    /** A search that has not begun. Its time runs from here; the machine's speed is measured. */
    public ImageSearch(ImageSearchRequest request, SearchFolder folder) {
        this(request, folder, speed(request));
    }

    /** Measured when it is asked for; without a limit of minutes it decides nothing and is only told. */
    static TrainingSpeed speed(ImageSearchRequest request) {
        return TrainingSpeed.measured(
                request.engine().engine(),
                THREADS,
                request.budget().minutes().isPresent() ? WARM_UP_SECONDS : TIMED_SECONDS,
                TIMED_SECONDS);
    }

    /** A search that plans with a given speed. */
    public ImageSearch(ImageSearchRequest request, SearchFolder folder, TrainingSpeed speed) {
        this(request, folder, speed, true);
    }

    /**
     * A search that plans with a given speed.
     *
     * @param resumable whether the last training is kept and may be stopped; if not, it runs to its end
     */
    ImageSearch(ImageSearchRequest request, SearchFolder folder, TrainingSpeed speed, boolean resumable) {
        this(request, folder, speed, resumable, System::nanoTime);
    }

    /** A search by a clock of one's own, which counts nanoseconds. */
    ImageSearch(
            ImageSearchRequest request,
            SearchFolder folder,
            TrainingSpeed speed,
            boolean resumable,
            LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.begin = nanoseconds.getAsLong();
        this.resumable = resumable;
        this.request = request;
        this.folder = folder;
        this.speed = speed;
    }

    /**
     * Runs the search, or goes on with it.
     *
     * @param stop asked before each training, and after each epoch of finalists and the last one; once it says so, the
     *     search ends there and its trials are written, without a network. The state of the last training stays in the
     *     folder; {@link SearchFolder#deleteState} removes it once the network is written
     * @throws IOException if images cannot be read or files not be written, or the folder holds another search or
     *     results of something else, or a search is going on in it
     * @throws IllegalArgumentException if the images cannot be divided, or no cell is within the cost limits
     * @throws CancellationException if the thread is interrupted, such as that of a notebook's cell, or it was told to
     *     stop before the first candidate; it can go on from there
     */
    public ImageSearchResult run(ImageSearchListener listener, BooleanSupplier stop) throws IOException {
        try (FolderLock lock = folder.lock()) {
            new SearchFolder(lock.folder()).requireOwn();
            return runAlone(listener, stop);
        }
    }

    private ImageSearchResult runAlone(ImageSearchListener listener, BooleanSupplier stop) throws IOException {
        ImageSearchSettings settings = request.imageSettings();
        ImageCollection collection = request.readWithout(folder, (pictures, of) -> {
            ImageCollectionReader.Progress.until(stop).read(pictures, of);
            listener.reading(pictures, of);
        });
        Map<String, String> described = request.described(collection.sha256());
        Optional<SearchFolder.State> before = folder.state(described);
        ImageSplit split = ImageSplit.of(collection, settings.split(request.seed()));
        if (before.isPresent()) {
            // Reading took its time from the minutes when the search began.
            begin = nanoseconds.getAsLong();
        }
        SearchBeginning beginning = SearchBeginning.of(request, split, described, before, speed, this::elapsed);
        // Nothing is written before all is known to fit. The plan first: by it the folder is this search's own.
        folder.write(beginning.state());
        CsvFile.write(folder.split(), List.of("file", "class", "part"), split.rows().stream());
        listener.planned(split, beginning.state().plan(), before.isPresent());
        beginning.state().warnings().forEach(listener::warning);
        return search(beginning, listener, stop);
    }

    /** Within limits the times of the best are measured before, so that the plan knows how long that took. */
    private SearchPlan afterSearch(SearchBeginning beginning, List<Trial> trials) throws IOException {
        ImageSearchSettings settings = request.imageSettings();
        SearchFolder.State state = beginning.state();
        new FinalistSelection(
                        request.limits(),
                        folder,
                        state.withSeconds(seconds()),
                        beginning.costs().times())
                .best(trials, settings.finalists());
        double left = request.budget().seconds() - seconds();
        return new ProxyRule(ImageFacts.of(beginning.split()), request.budget(), settings, speed)
                .afterSearch(state.plan(), left, !request.limits().isNone());
    }

    private ImageSearchResult search(SearchBeginning beginning, ImageSearchListener listener, BooleanSupplier stop)
            throws IOException {
        SearchFolder.State state = beginning.state();
        SearchPlan plan = state.plan();
        CostEstimate costs = beginning.costs();
        CandidateTrainer trainer = beginning.trainer();
        String within = CostEstimate.text(beginning.space(), request.limits(), costs.error());
        listener.searching(within);
        try (TrainingJournal journal =
                TrainingJournal.open(folder.searchJournal(), trainer.settings() + ", images " + beginning.sha256())) {
            secondsBefore = beginning.secondsBefore(trainingSeconds(journal));
            List<String> warnings = new ArrayList<>(beginning.split().warnings());
            warnings.addAll(state.warnings());
            journal.warning().ifPresent(warnings::add);
            StoppableEvaluator evaluator = new StoppableEvaluator(
                    trainer,
                    request.seed(),
                    journal,
                    costs::allows,
                    () -> stop.getAsBoolean() || isOver(state, journal));
            SearchRun run = run(beginning, evaluator, journal, listener);
            boolean stopped = stop.getAsBoolean();
            TrialFile.write(folder.trials(), List.of(run));
            List<Double> seconds = evaluator.seconds(run.trials());
            SearchPlan last = stopped || state.ended() > 0 ? plan : afterSearch(beginning, run.trials());
            ImageSearchResult found = new ImageSearchResult(
                    beginning.split(),
                    last,
                    run,
                    seconds,
                    trainer.skeleton(),
                    trainer.task().test().count(),
                    within,
                    Optional.empty(),
                    warnings);
            if (stopped) {
                return found;
            }
            SearchFolder.State ended = state.endedAfter(run.trials().size(), last, run.seconds())
                    .withTimes(costs.times().all());
            folder.write(ended);
            FinalistSelection selection = selection(beginning.split(), ended, costs.times());
            return new FinalTraining(request, folder, found, selection, beginning.sha256(), resumable)
                    .run(listener, stop);
        }
    }

    /** Within limits the larger scale stays as it was, and so do the times that were measured at it. */
    private FinalistSelection selection(ImageSplit split, SearchFolder.State ended, InferenceTimes before) {
        InferenceTimes times = request.limits().isNone()
                ? new InferenceTimes(ImageFacts.of(split).skeleton(ended.plan().larger()))
                : before;
        return new FinalistSelection(request.limits(), folder, ended, times);
    }

    private SearchRun run(
            SearchBeginning beginning,
            StoppableEvaluator evaluator,
            TrainingJournal journal,
            ImageSearchListener listener)
            throws IOException {
        SearchFolder.State state = beginning.state();
        SearchPlan plan = state.plan();
        int budget =
                state.ended() > 0 ? state.ended() : plan.evaluations() > 0 ? plan.evaluations() : Integer.MAX_VALUE;
        PretrainedModels models = PretrainedModels.of(
                BenchmarkSuite.PROXY, BenchmarkSuite.fewer(beginning.task().training()));
        ArchitectureSearch search = request.method()
                .start(new SearchProblem(beginning.space(), evaluator, budget, request.seed(), models), settings(plan));
        int trained = journal.entries().size();
        try {
            while (!search.finished()) {
                List<Trial> trials = search.step().trials();
                if (journal.entries().size() > trained) {
                    trained = journal.entries().size();
                    keepSeconds(state);
                }
                for (Trial trial : trials) {
                    listener.evaluated(trial, secondsLeft(plan, search.trials().size(), journal));
                }
            }
        } catch (StoppableEvaluator.Stopped e) {
            // Told to stop, or the time is over: what was evaluated is whole.
            if (search.trials().isEmpty()) {
                throw e;
            }
        }
        return new SearchRun(
                search.method(),
                evaluator.target(),
                0,
                request.seed(),
                search.trials(),
                state.ended() > 0 ? secondsBefore : seconds());
    }

    /**
     * The method's settings. What is a share of the budget is one of the evaluations that the plan expects: the budget
     * is minutes, or becomes what was evaluated when a search that had ended is taken up.
     */
    private Map<String, String> settings(SearchPlan plan) {
        Map<String, String> settings = new HashMap<>(request.methodSettings());
        Setting<WarmUp> warmUp = WarmUp.SETTING;
        if (request.method().settings().contains(warmUp)) {
            String given = settings.getOrDefault(warmUp.name(), warmUp.defaultText());
            int iterations = warmUp.parse(given).iterations(plan.expectedEvaluations());
            settings.put(warmUp.name(), Integer.toString(iterations));
        }
        return settings;
    }

    private double elapsed() {
        return (nanoseconds.getAsLong() - begin) / 1e9;
    }

    /** What set-up and search have taken, before an interruption and after it. */
    private double seconds() {
        return secondsBefore + elapsed();
    }

    private void keepSeconds(SearchFolder.State state) throws IOException {
        try {
            folder.write(state.withSeconds(seconds()));
        } catch (IOException e) {
            // A thread that is interrupted cannot write; its next training ends the search.
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    private static double trainingSeconds(TrainingJournal journal) {
        return journal.entries().stream()
                .mapToDouble(TrainingJournal.Entry::seconds)
                .sum();
    }

    /** Whether another candidate would not end in time; one at least is trained. */
    private boolean isOver(SearchFolder.State state, TrainingJournal journal) {
        double limit = state.plan().searchSeconds();
        int done = journal.entries().size();
        return state.ended() == 0 && limit > 0 && done > 0 && seconds() + trainingSeconds(journal) / done > limit;
    }

    /** By the trainings so far; while a search comes to where it was, all that are in the journal are over. */
    private double secondsLeft(SearchPlan plan, int evaluated, TrainingJournal journal) {
        double candidates =
                plan.searchSeconds() > 0 ? Math.max(0, plan.searchSeconds() - seconds()) : Double.POSITIVE_INFINITY;
        int done = Math.max(1, journal.entries().size());
        int left = Math.max(0, plan.mostEvaluations() - Math.max(evaluated, done));
        candidates = Math.min(candidates, left * trainingSeconds(journal) / done);
        return candidates + plan.largerSeconds();
    }
}
