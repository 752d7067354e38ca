package io.github.grabnas.report;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a search, or of a single training, on somebody's pictures: what a {@link ResultPage} shows.
 *
 * <pre>{@code
 * ImageResult result = ImageResult.of("Traffic signs", cell, test, quality, cost, "kernel-setup/grabnas train ...")
 *         .withFacts(Map.of("Method", "GraB-NAS"))
 *         .withTrials(trials);
 * ResultPage.write(result, Path.of("report.html"));
 * }</pre>
 *
 * @param title of the page, such as the name of the pictures
 * @param facts what was searched, how, and how long, as name and text, in the order to be shown
 * @param trials of the search, in order; empty for a single training
 * @param winner the architecture that was trained at last
 * @param cost of the winner at the size at which it was trained at last
 * @param validation accuracy of the winner, trained on the training images alone; empty if not measured
 * @param test the test pictures; those classified wrongly are shown
 * @param quality of the final network on the test pictures
 * @param finalists trained at the larger size, of which validation chose the winner; may be empty
 * @param warnings about the pictures, the split or the training; may be empty
 * @param provenance where the numbers come from, as name and text: versions, machine, seed, checksums
 * @param command that repeats it
 */
public record ImageResult(
        String title,
        Map<String, String> facts,
        List<Trial> trials,
        Architecture winner,
        ClassifierCost cost,
        Optional<Validation> validation,
        LabelledImages test,
        ClassificationQuality quality,
        List<Finalist> finalists,
        List<String> warnings,
        Map<String, String> provenance,
        String command) {

    /**
     * A candidate that the search trained.
     *
     * @param evaluation from 1
     * @param seconds of training, its own and of all before
     * @param architecture that was trained
     * @param accuracy on the validation images, in percent
     * @param flops multiply-adds for one image at the search's own size
     * @param cost at that size; empty if the time was not measured
     */
    public record Trial(
            int evaluation,
            double seconds,
            Architecture architecture,
            double accuracy,
            long flops,
            Optional<ClassifierCost> cost) {

        /** Checks that nothing is missing. */
        public Trial {
            Objects.requireNonNull(architecture, "architecture");
            Objects.requireNonNull(cost, "cost");
        }
    }

    /**
     * A candidate for the final network.
     *
     * @param architecture that was trained at the larger size
     * @param searchAccuracy on the validation images at the search's size, in percent
     * @param accuracy on the validation images at the larger size, in percent
     * @param cost at the larger size
     */
    public record Finalist(Architecture architecture, double searchAccuracy, double accuracy, ClassifierCost cost) {

        /** Checks that nothing is missing. */
        public Finalist {
            Objects.requireNonNull(architecture, "architecture");
            Objects.requireNonNull(cost, "cost");
        }
    }

    /**
     * The winner's accuracy on the validation images, by which it was chosen.
     *
     * @param accuracy with its interval
     * @param bestOf how many architectures were compared by it: the largest of many is too large
     * @param inSearch whether it is that of the search, at its own size, as there were no finalists
     */
    public record Validation(AccuracyInterval accuracy, int bestOf, boolean inSearch) {

        /** Checks that nothing is missing. */
        public Validation {
            Objects.requireNonNull(accuracy, "accuracy");
        }
    }

    /** Copies the lists; maps keep their order. */
    public ImageResult {
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        trials = List.copyOf(trials);
        finalists = List.copyOf(finalists);
        warnings = List.copyOf(warnings);
        provenance = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(provenance));
    }

    /** A result without facts, trials, finalists, warnings and provenance, which the methods below add. */
    public static ImageResult of(
            String title,
            Architecture winner,
            LabelledImages test,
            ClassificationQuality quality,
            ClassifierCost cost,
            String command) {
        return new ImageResult(
                title,
                Map.of(),
                List.of(),
                winner,
                cost,
                Optional.empty(),
                test,
                quality,
                List.of(),
                List.of(),
                Map.of(),
                command);
    }

    /** The same with other facts. */
    public ImageResult withFacts(Map<String, String> other) {
        return new ImageResult(
                title,
                other,
                trials,
                winner,
                cost,
                validation,
                test,
                quality,
                finalists,
                warnings,
                provenance,
                command);
    }

    /** The same with other trials. */
    public ImageResult withTrials(List<Trial> other) {
        return new ImageResult(
                title, facts, other, winner, cost, validation, test, quality, finalists, warnings, provenance, command);
    }

    /** The same with an accuracy on the validation images. */
    public ImageResult withValidation(Validation other) {
        return new ImageResult(
                title,
                facts,
                trials,
                winner,
                cost,
                Optional.of(other),
                test,
                quality,
                finalists,
                warnings,
                provenance,
                command);
    }

    /** The same with other finalists. */
    public ImageResult withFinalists(List<Finalist> other) {
        return new ImageResult(
                title, facts, trials, winner, cost, validation, test, quality, other, warnings, provenance, command);
    }

    /** The same with other warnings. */
    public ImageResult withWarnings(List<String> other) {
        return new ImageResult(
                title, facts, trials, winner, cost, validation, test, quality, finalists, other, provenance, command);
    }

    /** The same with another provenance. */
    public ImageResult withProvenance(Map<String, String> other) {
        return new ImageResult(
                title, facts, trials, winner, cost, validation, test, quality, finalists, warnings, other, command);
    }
}
