package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.SearchSpace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * What a search on images begins with, or goes on with.
 *
 * @param split the images
 * @param task their parts
 * @param state plan and times, made now or read from the folder
 * @param goesOn whether they were read
 * @param costs what cells cost at the larger scale
 * @param space the cells within the limits
 * @param trainer of candidates, which sees training and validation images alone
 * @param sha256 of the images
 */
record SearchBeginning(
        ImageSplit split,
        ImageTask task,
        SearchFolder.State state,
        boolean goesOn,
        CostEstimate costs,
        SearchSpace space,
        CandidateTrainer trainer,
        String sha256) {

    /**
     * Plans a search, unless it was planned before, and checks that it can be done; nothing is written.
     *
     * @param described what was asked for, by name
     * @param before what the folder has of it
     * @param elapsed the seconds since the search began
     * @throws IllegalArgumentException if there are too few images to train on, or no cell is within the cost limits
     */
    static SearchBeginning of(
            ImageSearchRequest request,
            ImageSplit split,
            Map<String, String> described,
            Optional<SearchFolder.State> before,
            TrainingSpeed speed,
            DoubleSupplier elapsed) {
        requireBatch(split);
        ImageFacts facts = ImageFacts.of(split);
        double reading = elapsed.getAsDouble();
        ProxyRule rule = new ProxyRule(facts, request.budget(), request.imageSettings(), speed);
        // Times are measured before the search is planned, so that the plan knows how long that took.
        Skeleton larger =
                facts.skeleton(before.map(state -> state.plan().larger()).orElseGet(rule::largerScale));
        InferenceTimes times = before.map(state -> new InferenceTimes(larger, state.milliseconds()))
                .orElseGet(() -> CostEstimate.measure(larger, request.limits()));
        CostEstimate costs = new CostEstimate(larger, request.limits(), times);
        SearchSpace space = costs.space();
        SearchFolder.State state = before.orElseGet(() -> {
            SearchPlan plan = withTaken(rule.plan(elapsed, space.size()), split);
            List<String> warnings = new ArrayList<>(PlanWarnings.of(plan, facts, request.budget(), reading));
            PlanWarnings.ofImages(plan, facts, request.imageSettings().searchImages())
                    .ifPresent(warnings::add);
            return new SearchFolder.State(described, plan, times.all(), warnings);
        });
        ImageTask task = split.task();
        String sha256 = described.get("images");
        CandidateTrainer trainer =
                trainer(request, task, state.plan()).withJournalName(FinalTraining.journalName(sha256));
        return new SearchBeginning(split, task, state, before.isPresent(), costs, space, trainer, sha256);
    }

    /** Before anything is measured. */
    private static void requireBatch(ImageSplit split) {
        int training = split.count(DataPart.TRAINING);
        if (training < ImageSearchSettings.BATCH) {
            throw new IllegalArgumentException(split.collection().name() + ": " + training + " training images of "
                    + split.collection().count() + " images, fewer than a batch of " + ImageSearchSettings.BATCH
                    + ", the smallest there is; add images, or set smaller shares for validation and test");
        }
    }

    private static SearchPlan withTaken(SearchPlan plan, ImageSplit split) {
        int[] sizes = ImageFacts.trainingOfEachClass(split);
        return plan.withSearchImages(
                TrainingScale.takenToTrainOn(sizes, plan.search().images()));
    }

    private static CandidateTrainer trainer(ImageSearchRequest request, ImageTask task, SearchPlan plan) {
        TrainingScale scale = plan.search();
        LabelledImages training = scale.fitted(task.training(), scale.images());
        LabelledImages validation = scale.fitted(task.validation().orElseThrow(), ProxyRule.MOST_VALIDATION);
        return new CandidateTrainer(
                        new ImageTask(task.name(), training, validation),
                        scale.channels(),
                        scale.cells(),
                        scale.withImages(training.count()).recipe(),
                        plan.searchThreads())
                .on(request.engine().engine());
    }

    /**
     * How long set-up and search took before: none of it is in the time since the search went on, which begins when the
     * images are read again.
     *
     * @param trainings the seconds of the trainings that are done
     */
    double secondsBefore(double trainings) {
        return goesOn ? Math.max(state.seconds(), state.plan().setUpSeconds() + trainings) : 0;
    }
}
