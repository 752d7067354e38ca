package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.search.SearchMethod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Searches on images by several methods in the same wall-clock time, final training included, beside two lines without
 * a search: {@value #WHOLE_TIME}, the cell of six 3x3 convolutions trained for all the time that a search has, and
 * {@value #FINAL_TIME}, the same cell at the scale, and in the seconds, of the final training of the first method's
 * network.
 *
 * <p>Runs of one seed and dataset follow each other, the methods in an order that turns from dataset to dataset and
 * from seed to seed, since a process is quicker when Java has compiled its loops. The accuracy of each is on the test
 * images, which no run sees before its end.
 *
 * @param datasets where the images of each lie, by name, in order
 * @param methods of which the first gives {@value #FINAL_TIME} its time
 * @param seeds how many
 * @param firstSeed the others count on from it
 * @param minutes of each run
 * @param settings of the search on images, by name
 * @param engine what computes the trainings
 */
public record ImageComparison(
        Map<String, Path> datasets,
        List<SearchMethod> methods,
        int seeds,
        long firstSeed,
        double minutes,
        Map<String, String> settings,
        EngineChoice engine) {

    /** The line of the plain cell in all the time of a search. */
    public static final String WHOLE_TIME = "all-3x3";

    /** The line of the plain cell in the time of a final training. */
    public static final String FINAL_TIME = "all-3x3-final-time";

    /** Checks that there is something to compare, and that every search can be asked for. */
    public ImageComparison {
        datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
        methods = List.copyOf(methods);
        settings = Map.copyOf(settings);
        if (datasets.isEmpty() || methods.isEmpty() || seeds < 1) {
            throw new IllegalArgumentException(datasets.size() + " datasets, " + methods.size() + " methods, " + seeds
                    + " seeds: expected at least one of each");
        }
        for (SearchMethod method : methods) {
            request(datasets.values().iterator().next(), method, firstSeed, minutes, settings, engine);
        }
    }

    /** All lines in the order in which they are run. */
    public List<ComparedRun.Key> keys() {
        List<ComparedRun.Key> keys = new ArrayList<>();
        for (int s = 0; s < seeds; s++) {
            int turn = s;
            for (String dataset : datasets.keySet()) {
                List<String> lines = new ArrayList<>(
                        methods.stream().map(SearchMethod::label).toList());
                Collections.rotate(lines, -turn++);
                lines.add(WHOLE_TIME);
                lines.add(FINAL_TIME);
                for (String line : lines) {
                    keys.add(new ComparedRun.Key(dataset, line, firstSeed + s));
                }
            }
        }
        return keys;
    }

    /**
     * What all runs have in common, in one line, such as {@code engine=vector final-time-of=grabnas finalists=2}: runs
     * with another line do not belong into one table.
     */
    public String settingsText() {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("engine", engine.label());
        all.put("final-time-of", methods.get(0).label());
        return all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
    }

    /** About how many seconds a line takes: a final training is about a quarter of a search. */
    public double seconds(ComparedRun.Key key) {
        return 60 * minutes * (key.line().equals(FINAL_TIME) ? 0.25 : 1);
    }

    /**
     * Runs one line.
     *
     * @param folder an empty one, for the files of a search
     * @param done all lines that were run before; {@value #FINAL_TIME} needs the first method's of its dataset and seed
     * @param stop once it says so, a search ends after the training at hand
     * @return nothing if it was told to stop
     * @throws IllegalArgumentException if it is of an unknown dataset, or the run that it needs is not done
     */
    public Optional<ComparedRun> run(
            ComparedRun.Key key, Path folder, Map<ComparedRun.Key, ComparedRun> done, BooleanSupplier stop)
            throws IOException {
        return run(key, folder, done, stop, ImageSearch::speed);
    }

    Optional<ComparedRun> run(
            ComparedRun.Key key,
            Path folder,
            Map<ComparedRun.Key, ComparedRun> done,
            BooleanSupplier stop,
            Function<ImageSearchRequest, TrainingSpeed> speed)
            throws IOException {
        if (!datasets.containsKey(key.dataset())) {
            throw new IllegalArgumentException(
                    "unknown dataset '" + key.dataset() + "'; expected one of " + datasets.keySet());
        }
        SearchMethod method = key.isPlain() ? methods.get(0) : SearchMethod.of(key.line());
        ImageSearchRequest request =
                request(datasets.get(key.dataset()), method, key.seed(), minutes, settings, engine);
        return switch (key.line()) {
            case WHOLE_TIME -> Optional.of(plain(key, new PlainTraining(request, speed.apply(request)).inAllTheTime()));
            case FINAL_TIME -> {
                ComparedRun.Key needed = new ComparedRun.Key(key.dataset(), method.label(), key.seed());
                ComparedRun first = Optional.ofNullable(done.get(needed))
                        .orElseThrow(() -> new IllegalArgumentException(
                                key + " needs the time of a final training; run " + needed + " before"));
                yield Optional.of(plain(
                        key,
                        new PlainTraining(request, speed.apply(request))
                                .inSeconds(first.scale(), first.trainingSeconds())));
            }
            default -> search(key, request, folder, stop, speed);
        };
    }

    private static ImageSearchRequest request(
            Path images,
            SearchMethod method,
            long seed,
            double minutes,
            Map<String, String> settings,
            EngineChoice engine) {
        return new ImageSearchRequest(
                images,
                method,
                new SearchBudget(OptionalInt.empty(), OptionalDouble.of(minutes)),
                CostLimits.none(),
                seed,
                engine,
                new TreeMap<>(settings));
    }

    private Optional<ComparedRun> search(
            ComparedRun.Key key,
            ImageSearchRequest request,
            Path folder,
            BooleanSupplier stop,
            Function<ImageSearchRequest, TrainingSpeed> speed)
            throws IOException {
        long begin = System.nanoTime();
        ImageSearchResult found = new ImageSearch(request, new SearchFolder(folder), speed.apply(request), false)
                .run(ImageSearchListener.none(), stop);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return found.chosen()
                .map(chosen -> new ComparedRun(
                        key,
                        minutes,
                        settingsText(),
                        seconds,
                        found.run().trials().size(),
                        OptionalDouble.of(found.run()
                                .trials()
                                .get(found.run().trials().size() - 1)
                                .bestSoFar()),
                        chosen.architecture().text(),
                        found.plan()
                                .larger()
                                .withImages(chosen.task().training().count()),
                        chosen.trained().seconds(),
                        chosen.quality().accuracy(),
                        found.split().collection().sha256()));
    }

    private ComparedRun plain(ComparedRun.Key key, PlainTraining.Outcome outcome) {
        int images = outcome.split().task().test().count();
        int correct = (int) Math.round(outcome.trained().testAccuracy() * images / 100);
        return new ComparedRun(
                key,
                minutes,
                settingsText(),
                outcome.seconds(),
                0,
                OptionalDouble.empty(),
                PlainTraining.ALL_3X3.text(),
                outcome.scale(),
                outcome.trained().seconds(),
                AccuracyInterval.of(correct, images),
                outcome.split().collection().sha256());
    }
}
