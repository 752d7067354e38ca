package io.github.grabnas.experiment.images;

import io.github.grabnas.space.Cell;

import java.util.Locale;
import java.util.Objects;

/**
 * What a search will do and how long it will take, as the {@link ProxyRule} chose it.
 *
 * @param search the scale at which candidates are trained
 * @param secondsACandidate predicted for one
 * @param evaluations candidates at most; 0 for as many as the time allows
 * @param setUpSeconds that reading, dividing, measuring and planning took
 * @param searchSeconds how long set-up and search may take; 0 for no limit
 * @param larger the scale at which the best are trained
 * @param secondsALarger predicted for one, on the training images, its accuracy on the validation images included
 * @param secondsTheLast predicted for the chosen one, on training and validation images, the test images included
 * @param searchThreads how many work on one batch while searching; results do not depend on it
 * @param largerThreads the same at the larger scale
 * @param finalists how many of the best are trained there, of which validation chooses; 1 if the best is taken at once
 * @param architectures how many the space holds, within the cost limits; 0 where a file does not say it, as many as
 *     there are cells
 */
public record SearchPlan(
        TrainingScale search,
        double secondsACandidate,
        int evaluations,
        double setUpSeconds,
        double searchSeconds,
        TrainingScale larger,
        double secondsALarger,
        double secondsTheLast,
        int searchThreads,
        int largerThreads,
        int finalists,
        int architectures) {

    /** From this share of the minutes on they count as used. */
    private static final double MOSTLY_USED = 0.8;

    /** Checks that nothing is missing. */
    public SearchPlan {
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(larger, "larger");
    }

    /** The same with another larger scale. */
    SearchPlan withLarger(TrainingScale scale, double seconds, double last, int threads, int most) {
        return new SearchPlan(
                search,
                secondsACandidate,
                evaluations,
                setUpSeconds,
                searchSeconds,
                scale,
                seconds,
                last,
                searchThreads,
                threads,
                most,
                architectures);
    }

    /** The same with another number of training images while searching, and the time in proportion. */
    SearchPlan withSearchImages(int images) {
        if (images == search.images()) {
            return this;
        }
        return new SearchPlan(
                search.withImages(images),
                secondsACandidate * images / search.images(),
                evaluations,
                setUpSeconds,
                searchSeconds,
                larger,
                secondsALarger,
                secondsTheLast,
                searchThreads,
                largerThreads,
                finalists,
                architectures);
    }

    /** How many candidates there can be: no more than the space holds, nor than were asked for. */
    int mostEvaluations() {
        int most = architectures > 0 ? architectures : Cell.all().size();
        return evaluations > 0 ? Math.min(evaluations, most) : most;
    }

    /** How many candidates are likely to be evaluated; there are no more than architectures within the limits. */
    public int expectedEvaluations() {
        int most = mostEvaluations();
        return searchSeconds > 0
                ? (int) Math.max(1, Math.min(most, (searchSeconds - setUpSeconds) / secondsACandidate))
                : most;
    }

    /** How many trainings at the larger scale there are: the finalists, and the chosen one once more. */
    public int largerTrainings() {
        return finalists > 1 ? finalists + 1 : 1;
    }

    /** How long the trainings at the larger scale are likely to take together. */
    public double largerSeconds() {
        return (largerTrainings() - 1) * secondsALarger + secondsTheLast;
    }

    /** How long all trainings are likely to take. */
    public double expectedSeconds() {
        return setUpSeconds + expectedEvaluations() * secondsACandidate + largerSeconds();
    }

    /** The plan in one line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "about %d candidates at %s, %.1f s each; then %s at %s, %.0f s each; %s in all",
                expectedEvaluations(),
                search,
                secondsACandidate,
                finalists > 1 ? "the best " + finalists + " and once more the chosen one" : "the best one",
                larger,
                secondsALarger,
                minutes(expectedSeconds()));
    }

    /** The same, and why it takes much less than the minutes that were given, where it does. */
    public String text(SearchBudget budget) {
        if (budget.minutes().isEmpty() || expectedSeconds() > MOSTLY_USED * budget.seconds()) {
            return text();
        }
        return text() + " of the " + minutes(budget.seconds()).replace("about ", "") + " given, since " + reason();
    }

    private String reason() {
        if (evaluations > 0 && expectedEvaluations() == evaluations) {
            return "the search ends after " + evaluations + " candidates";
        }
        return expectedEvaluations() == architectures
                ? "the space holds only " + architectures + " architectures"
                : "no network is trained for more than " + larger.epochs() + " epochs at the largest scale that fits";
    }

    static String minutes(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "about %.0f s", seconds)
                : String.format(Locale.ROOT, "about %.1f min", seconds / 60);
    }
}
