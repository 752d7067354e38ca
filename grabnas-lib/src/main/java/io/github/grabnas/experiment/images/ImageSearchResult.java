package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.Optional;

/**
 * What a search on images came to.
 *
 * @param split the images and what each is for
 * @param plan what was done
 * @param run the search: its trials with accuracies on the validation images
 * @param trialSeconds how long each trial's training took; 0 for a trial that shares an earlier one's
 * @param searchSkeleton what surrounded the cells while searching
 * @param searchValidation how many validation images the trials' accuracies are of
 * @param space which architectures were searched, in words
 * @param chosen the network in the end; empty if the search was stopped before
 * @param warnings of images, parts and training, one line each
 */
public record ImageSearchResult(
        ImageSplit split,
        SearchPlan plan,
        SearchRun run,
        List<Double> trialSeconds,
        Skeleton searchSkeleton,
        int searchValidation,
        String space,
        Optional<Chosen> chosen,
        List<String> warnings) {

    /**
     * The network that came out.
     *
     * @param architecture that validation chose
     * @param finalists among which; empty if the best of the search was taken at once
     * @param task what the network was trained on, training and validation images, and tested on
     * @param trained the network
     * @param quality on the test images
     * @param cost of the network
     */
    public record Chosen(
            Architecture architecture,
            List<Finalist> finalists,
            ImageTask task,
            TrainedClassifier trained,
            ClassificationQuality quality,
            ClassifierCost cost) {

        /** Copies the list. */
        public Chosen {
            finalists = List.copyOf(finalists);
        }
    }

    /** Copies the lists. */
    public ImageSearchResult {
        trialSeconds = List.copyOf(trialSeconds);
        warnings = List.copyOf(warnings);
    }

    /** How many trainings the trials took: cells that compute the same share one. */
    public int trainings() {
        return (int) trialSeconds.stream().filter(seconds -> seconds > 0).count();
    }

    /** How many candidates there were, in words, such as {@code 40 candidates evaluated by 31 trainings}. */
    public String candidatesText() {
        int trials = run.trials().size();
        return trials + " candidates evaluated by " + trainings() + " trainings"
                + (trainings() < trials ? " (cells that compute the same share one)" : "");
    }
}
