package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.classifier.RetriedTraining;
import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateStateFile;
import io.github.grabnas.evaluate.training.CandidateStates;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** Trains the best of a search at the larger scale, has validation choose, and trains the chosen one to be kept. */
final class FinalTraining {

    /** The test images are looked at for the accuracy at the end of the training, and for what each is taken for. */
    static final int TEST_PASSES = 2;

    private static final int NAMED_DIGITS = 12;

    private final ImageSearchRequest request;
    private final SearchFolder folder;
    private final ImageSearchResult found;
    private final FinalistSelection selection;
    private final String sha256;
    private final boolean resumable;
    private final int threads;
    private final TrainingScale scale;
    private final List<String> warnings;
    private final ImageTask task;

    FinalTraining(
            ImageSearchRequest request,
            SearchFolder folder,
            ImageSearchResult found,
            FinalistSelection selection,
            String sha256,
            boolean resumable) {
        this.request = request;
        this.folder = folder;
        this.found = found;
        this.selection = selection;
        this.sha256 = sha256;
        this.resumable = resumable;
        this.threads = found.plan().largerThreads();
        this.scale = found.plan().larger();
        this.warnings = new ArrayList<>(found.warnings());
        this.task = found.split().task();
    }

    /** The images' name in the journals: not that of their file, which may be renamed before a search goes on. */
    static String journalName(String sha256) {
        return "images-" + sha256.substring(0, NAMED_DIGITS);
    }

    /** The result with the chosen network; without one if it was told to stop. */
    ImageSearchResult run(ImageSearchListener listener, BooleanSupplier stop) throws IOException {
        FinalistSelection.Selected selected =
                selection.best(found.run().trials(), found.plan().finalists());
        selected.warning().ifPresent(warnings::add);
        List<Trial> best = selected.trials();
        List<Finalist> finalists = best.size() > 1 ? finalists(best, listener, stop) : List.of();
        if (stop.getAsBoolean()) {
            return with(Optional.empty());
        }
        Architecture chosen = finalists.stream()
                .max(Comparator.comparingDouble(Finalist::accuracy).thenComparingDouble(Finalist::searchAccuracy))
                .map(Finalist::architecture)
                .orElseGet(() -> best.get(0).architecture());
        listener.training("the chosen architecture on training and validation images, at "
                + scale.withImages(task.training().count()
                        + task.validation().orElseThrow().count()));
        return with(train(chosen, finalists, listener, stop));
    }

    private ImageSearchResult with(Optional<ImageSearchResult.Chosen> chosen) {
        return new ImageSearchResult(
                found.split(),
                found.plan(),
                found.run(),
                found.trialSeconds(),
                found.searchSkeleton(),
                found.searchValidation(),
                found.space(),
                chosen,
                warnings);
    }

    private List<Finalist> finalists(List<Trial> best, ImageSearchListener listener, BooleanSupplier stop)
            throws IOException {
        LabelledImages training = task.training().resized(scale.pixels(), scale.pixels());
        LabelledImages validation = task.validation().orElseThrow().resized(scale.pixels(), scale.pixels());
        CandidateTrainer trainer = new CandidateTrainer(
                        new ImageTask(task.name(), training, validation),
                        scale.channels(),
                        scale.cells(),
                        scale.withImages(training.count()).recipe(),
                        threads)
                .on(request.engine().engine())
                .withJournalName(journalName(sha256));
        List<Finalist> finalists = new ArrayList<>();
        try (TrainingJournal journal =
                TrainingJournal.open(folder.finalistsJournal(), trainer.settings() + ", images " + sha256)) {
            FinalistTraining trainings = new FinalistTraining(trainer, request.seed(), journal, resumable);
            for (Trial trial : best) {
                int number = finalists.size() + 1;
                if (stop.getAsBoolean()) {
                    break;
                }
                listener.training("finalist " + number + " of " + best.size() + " at " + scale);
                OptionalDouble accuracy = trainings.accuracy(
                        trial.architecture(),
                        folder.finalistState(number),
                        epoch -> tellOfFinalist(epoch, best.size() - number, listener),
                        stop);
                if (accuracy.isEmpty()) {
                    break;
                }
                finalists.add(new Finalist(
                        trial.architecture(),
                        trial.accuracy(),
                        accuracy.getAsDouble(),
                        selection.cost(trial.architecture())));
            }
        }
        return finalists;
    }

    /**
     * Tells of an epoch; trainings after it are predicted by what an image of it takes, looked at or trained on.
     *
     * @param finalistsAfter how many are still to be trained
     */
    private void tellOfFinalist(Epoch epoch, int finalistsAfter, ImageSearchListener listener) {
        double each = epoch.seconds() / epoch.number();
        double anImage = each / task.training().count();
        double validation = task.validation().map(LabelledImages::count).orElse(0);
        double whole = each * scale.epochs() + anImage * ProxyRule.INFERENCE * validation;
        double last = each * scale.epochs()
                + anImage
                        * (scale.epochs() * validation
                                + ProxyRule.INFERENCE
                                        * TEST_PASSES
                                        * task.test().count());
        listener.epoch(
                epoch.number(),
                scale.epochs(),
                each * (scale.epochs() - epoch.number()) + finalistsAfter * whole + last);
    }

    /** The same of the last training, after which the test images are looked at. */
    private void tellOfLast(Epoch epoch, ImageTask last, ImageSearchListener listener) {
        double each = epoch.seconds() / epoch.number();
        // An epoch is told of when all of it is over: after the last one they were looked at for the accuracy.
        int passes = epoch.number() == scale.epochs() ? TEST_PASSES - 1 : TEST_PASSES;
        double test = ProxyRule.INFERENCE
                * passes
                * last.test().count()
                / last.training().count();
        listener.epoch(epoch.number(), scale.epochs(), each * (scale.epochs() - epoch.number() + test));
    }

    /** Empty if it was told to stop between two epochs, which is asked only where the state is kept. */
    private Optional<ImageSearchResult.Chosen> train(
            Architecture chosen, List<Finalist> finalists, ImageSearchListener listener, BooleanSupplier stop)
            throws IOException {
        LabelledImages all =
                task.training().and(task.validation().orElseThrow()).resized(scale.pixels(), scale.pixels());
        ImageTask last = new ImageTask(task.name(), all, task.test().resized(scale.pixels(), scale.pixels()));
        RetriedTraining training = new RetriedTraining(
                scale.withImages(all.count()).recipe(), folder.finalState(), folder.lowerRateState());
        return training.run((recipe, state) -> train(chosen, last, recipe, state, listener, stop), note -> {
                    warnings.add(note);
                    listener.training(note);
                })
                .map(trained -> new ImageSearchResult.Chosen(
                        chosen,
                        finalists,
                        last,
                        trained,
                        ClassificationQuality.of(
                                last.test(), trained.classifier().predict(last.test(), threads)),
                        selection.cost(chosen)));
    }

    private Optional<TrainedClassifier> train(
            Architecture chosen,
            ImageTask last,
            TrainingRecipe recipe,
            Path state,
            ImageSearchListener listener,
            BooleanSupplier stop)
            throws IOException {
        ClassifierTraining training = new ClassifierTraining(new ClassifierSettings(
                scale.channels(), scale.cells(), recipe, request.seed(), threads, request.engine()));
        CandidateStates states = resumable
                ? CandidateStateFile.open(state, training.described(chosen, last.training(), sha256))
                : CandidateStates.none();
        return training.train(
                chosen,
                last,
                states,
                epoch -> tellOfLast(epoch, last, listener),
                () -> resumable && stop.getAsBoolean());
    }
}
