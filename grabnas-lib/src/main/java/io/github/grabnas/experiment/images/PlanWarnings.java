package io.github.grabnas.experiment.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user should know of a plan before a search begins, a line each with the numbers and what to do. */
final class PlanWarnings {

    /** From this share of the minutes on the reading of pictures is told. */
    private static final double LONG_READING = 0.25;

    /** With fewer validation images the standard error of an accuracy of 80 % is above 5 points. */
    private static final int FEW_VALIDATION = 50;

    /** The same share of unequal classes seldom gives the very number that was wanted. */
    private static final double MOST_OF = 0.95;

    private PlanWarnings() {}

    /**
     * The warnings.
     *
     * @param readingSeconds that reading and dividing the pictures took
     */
    static List<String> of(SearchPlan plan, ImageFacts facts, SearchBudget budget, double readingSeconds) {
        List<String> warnings = new ArrayList<>();
        if (readingSeconds > LONG_READING * budget.seconds()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "reading the pictures took %.0f s of the %.0f s given; %.0f s are left for the search and the "
                            + "final training; give more --minutes, or make the pictures smaller before",
                    readingSeconds,
                    budget.seconds(),
                    Math.max(0, budget.seconds() - readingSeconds)));
        }
        candidates(plan, facts, warnings);
        int validation = facts.validation();
        if (validation < FEW_VALIDATION) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "there are %d validation images, so an accuracy on them has only %d possible values, %.1f points "
                            + "apart, and candidates can hardly be told apart; add pictures",
                    validation,
                    validation + 1,
                    100.0 / validation));
        }
        return warnings;
    }

    /**
     * What became of a number of training images that was set.
     *
     * @param asked the number; 0 if the rule chose it
     * @return empty if it is the number that candidates are trained on
     */
    static Optional<String> ofImages(SearchPlan plan, ImageFacts facts, int asked) {
        int taken = plan.search().images();
        if (asked == 0 || asked == taken) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "search-images=%d: candidates are trained on %,d of %,d training images; %s",
                asked,
                taken,
                facts.training(),
                asked > facts.training()
                        ? "there are no more"
                        : "every class gives the same share, one image at least, and all give a batch of "
                                + ImageSearchSettings.BATCH + " at least"));
    }

    private static void candidates(SearchPlan plan, ImageFacts facts, List<String> warnings) {
        int needed = ProxyRule.imagesNeeded(facts);
        boolean forClasses = needed > ProxyRule.fewestImages()
                && plan.search().epochs() == ProxyRule.LEAST_EPOCHS
                && Math.abs(plan.search().images() - needed) <= facts.classes();
        int wanted = Math.min(ProxyRule.LEAST_EVALUATIONS, plan.mostEvaluations());
        if (plan.expectedEvaluations() < wanted) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "about %d candidate(s) fit into the time, fewer than the %d that a search is planned for%s; give "
                            + "more --minutes",
                    plan.expectedEvaluations(),
                    wanted,
                    forClasses
                            ? String.format(
                                    Locale.ROOT,
                                    ", as each is trained on %,d images for the sake of %,d classes",
                                    plan.search().images(),
                                    facts.classes())
                            : ""));
        }
        if (plan.search().images() < MOST_OF * needed) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "candidates are trained on %,d images of %,d classes, %.1f of each; with fewer than %d their order "
                            + "is mostly chance; give more time, search on fewer classes, or leave out a setting "
                            + "search-images",
                    plan.search().images(),
                    facts.classes(),
                    (double) plan.search().images() / facts.classes(),
                    ProxyRule.IMAGES_A_CLASS));
        }
    }
}
