package io.github.grabnas.experiment.images;

import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Chooses from the budget and the images at which scale candidates are trained during the search, and the best after
 * it. The machine's speed is measured at the start, not assumed. C = 4, N = 2, the batch and the learning rate of the
 * smaller scales were chosen on notMNIST and twenty classes of Tiny-ImageNet ({@code data/README.md}). Every part can
 * be set ({@link ImageSearchSettings}).
 *
 * <p><b>Search.</b> Of the scales
 *
 * <pre>
 *      pixels   C   N   images shown
 *         8     4   2        5,000
 *         8     4   2       10,000
 *         8     4   2       30,000
 *        16     4   2       20,000
 *        16     4   2       40,000
 *        16     8   2       60,000
 *        32     8   2      120,000
 * </pre>
 *
 * the largest is taken that allows {@value #LEAST_EVALUATIONS} candidates, or as many as the budget asks for, or as
 * many as cost limits leave if that is fewer, in three fifths of the time; the smallest if none does. Pixels are never
 * more than the pictures have. At most as many training images are used as are shown {@value #LEAST_EPOCHS} times, and
 * at most {@value #MOST_EPOCHS} epochs are made. With a budget of evaluations alone it is the fourth scale, whatever
 * the machine: the same command then gives the same result everywhere.
 *
 * <p>From {@value #IMAGES_A_CLASS} images of every class on, where there are so many, candidates can be told apart:
 * with more than 125 classes the smaller scales show more images than the table says, and fewer candidates are trained.
 * Where not even {@value #FEWEST_EVALUATIONS} of them fit into the time, fewer images are used, down to the table's
 * number, and {@link PlanWarnings} says so. A class has one image at least.
 *
 * <p><b>Larger scale.</b> Of (16 pixels, C = 8, N = 2), (32, 8, 2), (32, 16, 2), (32, 16, 3) and (64, 16, 3) the
 * largest is taken at which the finalists and the chosen one can be trained for {@value #GOOD_EPOCHS} epochs, or as
 * many as show a network {@value #GOOD_SHOWN} images if that is more, or as many as were set, in the rest of the time,
 * what looking at the validation and the test images takes included. If none can, the smallest is taken; and if that
 * has less than half as many epochs, the best of the search is trained alone. It is chosen anew when the search is
 * over. With a budget of evaluations alone it is the second.
 */
public final class ProxyRule {

    /** While searching, candidates are measured on so many validation images at most. */
    public static final int MOST_VALIDATION = 5_000;

    static final int LEAST_EVALUATIONS = 30;
    static final int FEWEST_EVALUATIONS = 10;
    static final int IMAGES_A_CLASS = 10;
    static final int LEAST_EPOCHS = 4;
    static final int MOST_EPOCHS = 100;
    static final int GOOD_EPOCHS = 20;
    static final int GOOD_SHOWN = 30_000;

    private static final int USUAL_SEARCH = 3;
    private static final int USUAL_LARGER = 1;
    /** Images that are only looked at take about a third of the time of those that are learnt from. */
    static final double INFERENCE = 1.0 / 3;
    /** What is predicted is a mean over loads of the machine and cells that differ. */
    private static final double CAUTION = 1.15;

    /** So much of the time is taken for the final training even if the search took longer than it was to. */
    private static final double LEAST_SHARE = 0.1;

    private static final long LARGE_MINUTES = 60;
    private static final int LARGE = 64;
    private static final int USUAL = 32;
    private static final int SMALLEST = 8;
    private static final long MOST_BYTES = 256L << 20;

    private record Level(int pixels, int channels, int cells, int shown) {}

    /** What decides how long an image takes. */
    private record Trained(Skeleton skeleton, int batchSize) {}

    private static final List<Level> SEARCH = List.of(
            new Level(8, 4, 2, 5_000),
            new Level(8, 4, 2, 10_000),
            new Level(8, 4, 2, 30_000),
            new Level(16, 4, 2, 20_000),
            new Level(16, 4, 2, 40_000),
            new Level(16, 8, 2, 60_000),
            new Level(32, 8, 2, 120_000));

    private static final List<Level> LARGER = List.of(
            new Level(16, 8, 2, 0),
            new Level(32, 8, 2, 0),
            new Level(32, 16, 2, 0),
            new Level(32, 16, 3, 0),
            new Level(64, 16, 3, 0));

    private final ImageFacts facts;
    private final SearchBudget budget;
    private final ImageSearchSettings settings;
    private final TrainingSpeed speed;
    private final Map<Trained, TrainingSpeed.Timing> measured = new HashMap<>();

    /**
     * A rule for some images.
     *
     * @param speed asked for the scales that come into question, each once
     */
    public ProxyRule(ImageFacts facts, SearchBudget budget, ImageSearchSettings settings, TrainingSpeed speed) {
        this.facts = facts;
        this.budget = budget;
        this.settings = settings;
        this.speed = speed;
    }

    /**
     * The size at which pictures are read, before anything else is known: 32 pixels, or 64 for an hour and more, but
     * not more than they have, rounded up to a multiple of 4, and half of it until all of them take at most 256 MiB,
     * for the search holds them four times; larger where a setting asks for it.
     *
     * @param count of the pictures
     * @param medianSide of the pictures, in pixels
     */
    public static int readingSize(SearchBudget budget, ImageSearchSettings settings, int count, int medianSide) {
        int most = budget.minutes().orElse(0) >= LARGE_MINUTES ? LARGE : USUAL;
        int size = Math.min(most, Math.max(SMALLEST, (medianSide + 3) / 4 * 4));
        while (size > SMALLEST && 3L * size * size * count > MOST_BYTES) {
            size = Math.max(SMALLEST, (size / 2 + 3) / 4 * 4);
        }
        return Math.max(size, Math.max(settings.searchPixels(), settings.largerPixels()));
    }

    /** The plan of a search among all cells. */
    public SearchPlan plan(DoubleSupplier setUpSeconds) {
        return plan(setUpSeconds, Cell.all().size());
    }

    /**
     * The plan.
     *
     * @param setUpSeconds asked for how long the images took to read and divide, and the measuring so far
     * @param architectures how many there are within the cost limits at the larger scale; no more can be candidates
     */
    public SearchPlan plan(DoubleSupplier setUpSeconds, int architectures) {
        double all = budget.seconds();
        double searchSeconds = all * settings.searchShare();
        // The larger scale first: its measuring belongs to the set-up.
        Larger larger = atFirst();
        TrainingScale search = searchScale(searchSeconds, setUpSeconds, architectures);
        return new SearchPlan(
                search,
                seconds(search),
                budget.evaluations().orElse(0),
                setUpSeconds.getAsDouble(),
                Double.isInfinite(searchSeconds) ? 0 : searchSeconds,
                larger.scale(),
                seconds(larger.scale(), larger.scale().shown(), facts.validation()),
                secondsTheLast(larger.scale()),
                timing(search).threads(),
                timing(larger.scale()).threads(),
                larger.finalists(),
                architectures);
    }

    /** The larger scale of the plan, which does not depend on how long the set-up takes. */
    TrainingScale largerScale() {
        return atFirst().scale();
    }

    /**
     * The plan with the larger scale chosen anew at the end of the search, when Java has compiled all loops and the
     * time left is known. Without a limit of minutes it stays as it is.
     *
     * @param seconds that are left
     * @param sameSize whether pixels, channels and cells stay, since cost limits were checked for them
     */
    public SearchPlan afterSearch(SearchPlan plan, double seconds, boolean sameSize) {
        if (budget.minutes().isEmpty()) {
            return plan;
        }
        TrainingScale before = plan.larger();
        List<Level> levels =
                sameSize ? List.of(new Level(before.pixels(), before.channels(), before.cells(), 0)) : LARGER;
        Larger larger = larger(Math.max(seconds, LEAST_SHARE * budget.seconds()), levels);
        return plan.withLarger(
                larger.scale(),
                seconds(larger.scale(), larger.scale().shown(), facts.validation()),
                secondsTheLast(larger.scale()),
                timing(larger.scale()).threads(),
                larger.finalists());
    }

    /** The scales of the search, the smallest first, with pixels, images and epochs for the images at hand. */
    List<TrainingScale> searchScales() {
        return SEARCH.stream().map(this::scale).toList();
    }

    /** The larger scale at which one network is trained in so many seconds, without a search. */
    TrainingScale alone(double seconds) {
        return largerScale(seconds, 1, LARGER);
    }

    /** What is done after the search. */
    private record Larger(TrainingScale scale, int finalists) {}

    private Larger atFirst() {
        return larger(budget.seconds() - budget.seconds() * settings.searchShare(), LARGER);
    }

    private Larger larger(double seconds, List<Level> levels) {
        TrainingScale scale = largerScale(seconds, settings.finalists(), levels);
        boolean tight =
                budget.minutes().isPresent() && settings.largerEpochs() == 0 && scale.epochs() < goodEpochs() / 2;
        return tight ? new Larger(largerScale(seconds, 1, levels), 1) : new Larger(scale, settings.finalists());
    }

    /** The measuring of a scale takes time, too, so that what is left is asked for behind it. */
    private TrainingScale searchScale(double searchSeconds, DoubleSupplier setUpSeconds, int architectures) {
        if (budget.minutes().isEmpty()) {
            return scale(SEARCH.get(USUAL_SEARCH));
        }
        int wanted = Math.min(architectures, budget.evaluations().orElse(LEAST_EVALUATIONS));
        TrainingScale chosen = scale(SEARCH.get(0));
        for (Level level : SEARCH) {
            TrainingScale larger = scale(level);
            double needed = seconds(larger);
            if (needed > (searchSeconds - setUpSeconds.getAsDouble()) / wanted) {
                break;
            }
            chosen = larger;
        }
        double left = searchSeconds - setUpSeconds.getAsDouble();
        return withFewEnoughImages(chosen, left, Math.min(wanted, FEWEST_EVALUATIONS));
    }

    /** How many images the smallest scale uses by the table. */
    static int fewestImages() {
        return SEARCH.get(0).shown() / LEAST_EPOCHS;
    }

    /** So many training images make it likely that candidates can be told apart: some of every class. */
    static int imagesNeeded(ImageFacts facts) {
        return (int) Math.min(facts.training(), (long) IMAGES_A_CLASS * facts.classes());
    }

    /** Where the classes ask for more images than the table and too few candidates fit, some fewer of them. */
    private TrainingScale withFewEnoughImages(TrainingScale scale, double seconds, int candidates) {
        int least = scale(SEARCH.get(0), 0).images();
        if (scale.images() <= least) {
            return scale;
        }
        double fitting = (imagesIn(seconds / candidates, scale) - INFERENCE * measuredOn()) / scale.epochs();
        return scale.withImages((int) Math.max(least, Math.min(scale.images(), fitting)));
    }

    private TrainingScale scale(Level level) {
        return scale(level, imagesNeeded(facts));
    }

    /** A scale with at least so many images, each shown so often that it can be learnt from. */
    private TrainingScale scale(Level level, int least) {
        int byRule = Math.max(Math.max(1, level.shown() / LEAST_EPOCHS), least);
        int images = Math.min(Math.max(given(settings.searchImages(), byRule), facts.classes()), facts.training());
        int shown = settings.searchImages() > 0 ? level.shown() : Math.max(level.shown(), LEAST_EPOCHS * images);
        int epochs = Math.max(1, Math.min(MOST_EPOCHS, Math.round((float) shown / images)));
        return new TrainingScale(
                given(settings.searchPixels(), Math.min(facts.side(), level.pixels())),
                given(settings.searchChannels(), level.channels()),
                given(settings.searchCells(), level.cells()),
                images,
                given(settings.searchEpochs(), epochs),
                0,
                settings.mirrored());
    }

    private int goodEpochs() {
        return Math.max(GOOD_EPOCHS, Math.min(MOST_EPOCHS, GOOD_SHOWN / Math.max(1, facts.training())));
    }

    private TrainingScale largerScale(double seconds, int finalists, List<Level> levels) {
        int good = given(settings.largerEpochs(), goodEpochs());
        if (budget.minutes().isEmpty()) {
            return larger(LARGER.get(USUAL_LARGER), good);
        }
        int trained = finalists > 1 ? finalists : 0;
        TrainingScale chosen = larger(levels.get(0), epochsIn(seconds, trained, levels.get(0)));
        for (Level level : levels) {
            int epochs = epochsIn(seconds, trained, level);
            if (epochs < good) {
                break;
            }
            chosen = larger(level, epochs);
        }
        return chosen;
    }

    /** The chosen network is trained on the validation images, too; all others than the last are measured on them. */
    private int epochsIn(double seconds, int finalists, Level level) {
        double lookedAt = (double) finalists * facts.validation() + (double) FinalTraining.TEST_PASSES * facts.test();
        double shown = imagesIn(seconds, larger(level, 1)) - INFERENCE * lookedAt;
        double anEpoch = (finalists + 1.0) * facts.training() + facts.validation();
        return (int) Math.max(1, Math.min(Math.max(MOST_EPOCHS, settings.largerEpochs()), shown / anEpoch));
    }

    private TrainingScale larger(Level level, int epochs) {
        int pixels = given(settings.largerPixels(), Math.min(facts.side(), level.pixels()));
        return new TrainingScale(
                pixels,
                given(settings.largerChannels(), level.channels()),
                given(settings.largerCells(), level.cells()),
                facts.training(),
                given(settings.largerEpochs(), epochs),
                pixels / 8,
                settings.mirrored());
    }

    private static int given(int set, int byRule) {
        return set > 0 ? set : byRule;
    }

    /** How long a candidate's training takes, its accuracy on the validation images included. */
    private double seconds(TrainingScale scale) {
        return seconds(scale, scale.shown(), measuredOn());
    }

    private double secondsTheLast(TrainingScale scale) {
        long shown = (long) scale.epochs() * (facts.training() + facts.validation());
        return seconds(scale, shown, (double) FinalTraining.TEST_PASSES * facts.test());
    }

    private double seconds(TrainingScale scale, long shown, double lookedAt) {
        return (shown + INFERENCE * lookedAt) / imagesIn(1, scale);
    }

    /** How many images a network is shown in so many seconds. */
    private double imagesIn(double seconds, TrainingScale scale) {
        return seconds / (CAUTION * timing(scale).secondsAnImage());
    }

    /** How many validation images a candidate is measured on, about. */
    private int measuredOn() {
        return Math.min(facts.validation(), MOST_VALIDATION);
    }

    private TrainingSpeed.Timing timing(TrainingScale scale) {
        return measured.computeIfAbsent(
                new Trained(facts.skeleton(scale), scale.recipe().batchSize()),
                trained -> speed.timing(trained.skeleton(), trained.batchSize()));
    }
}
