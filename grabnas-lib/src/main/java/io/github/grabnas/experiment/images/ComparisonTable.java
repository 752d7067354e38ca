package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The table of an {@link ImageComparison}: test accuracy of each line on each dataset, over the seeds. */
public final class ComparisonTable {

    private ComparisonTable() {}

    private record Group(String dataset, String line) {}

    private record Row(Group group, List<ComparedRun> runs) {

        double mean(ToDoubleFunction<ComparedRun> quantity) {
            return runs.stream().mapToDouble(quantity).average().orElseThrow();
        }

        double accuracy() {
            return mean(run -> run.test().accuracy());
        }

        int testImages() {
            return runs.stream().mapToInt(run -> run.test().count()).min().orElseThrow();
        }

        /** Of the mean accuracy at the test images of one seed: seeds share images, so their sum would be too many. */
        AccuracyInterval interval() {
            return AccuracyInterval.of((int) Math.round(accuracy() * testImages() / 100), testImages());
        }

        Optional<Double> validation() {
            OptionalDouble mean = runs.stream()
                    .flatMapToDouble(run -> run.validationAccuracy().stream())
                    .average();
            return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
        }
    }

    /** The table of the lines that are done, datasets and lines in the order in which they first come. */
    public static ResultTable of(Collection<ComparedRun> runs, double minutes) {
        Map<Group, List<ComparedRun>> groups = new LinkedHashMap<>();
        for (ComparedRun run : runs) {
            groups.computeIfAbsent(new Group(run.key().dataset(), run.key().line()), g -> new ArrayList<>())
                    .add(run);
        }
        List<String> datasets =
                runs.stream().map(run -> run.key().dataset()).distinct().toList();
        List<String> lines =
                runs.stream().map(run -> run.key().line()).distinct().toList();
        List<Row> rows = groups.entrySet().stream()
                .map(e -> new Row(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt(
                                (Row row) -> datasets.indexOf(row.group().dataset()))
                        .thenComparing(row -> row.runs().get(0).key().isPlain())
                        .thenComparingInt(row -> lines.indexOf(row.group().line())))
                .toList();
        return ResultColumns.of(rows)
                .text("dataset", row -> row.group().dataset())
                .text("line", row -> row.group().line())
                .whole("seeds", row -> row.runs().size())
                .number("test_accuracy", Decimals.of(2), Row::accuracy)
                .number("interval_low", Decimals.of(1), row -> row.interval().low())
                .number("interval_high", Decimals.of(1), row -> row.interval().high())
                .number(
                        "lowest_seed",
                        Decimals.of(2),
                        row -> row.runs().stream()
                                .mapToDouble(run -> run.test().accuracy())
                                .min()
                                .orElseThrow())
                .number(
                        "highest_seed",
                        Decimals.of(2),
                        row -> row.runs().stream()
                                .mapToDouble(run -> run.test().accuracy())
                                .max()
                                .orElseThrow())
                .whole("test_images", Row::testImages)
                .numberWhere("validation_accuracy_in_search", Decimals.of(2), Row::validation)
                .number("architectures_trained", Decimals.of(1), row -> row.mean(ComparedRun::evaluations))
                .number("seconds", Decimals.of(0), row -> row.mean(ComparedRun::seconds))
                .number("seconds_of_final_training", Decimals.of(0), row -> row.mean(ComparedRun::trainingSeconds))
                .table("images-table", "Searches of " + minutes + " minutes on images", notes());
    }

    private static List<String> notes() {
        return List.of(
                "Means over the seeds; accuracies in percent. Every search had the same wall-clock time, from reading "
                        + "the images to the accuracy of its final network on the test images, which it did not see "
                        + "before.",
                ImageComparison.WHOLE_TIME
                        + ": the cell of six 3x3 convolutions, without a search, trained for all that "
                        + "time. " + ImageComparison.FINAL_TIME
                        + ": the same cell at the scale, and in the seconds, of "
                        + "the final training of the first method's network.",
                "The interval is Wilson's, 95 %, of the mean accuracy at the test images of one seed: how far other "
                        + "test images could move it. How far another seed moves it show the lowest and the highest. "
                        + "Lines whose intervals overlap are not ordered by this table.");
    }
}
