package io.github.grabnas.experiment.run;

import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Searches with made-up accuracies, the same each time. They hold what a table of results must print rightly: means
 * whose next digit is a five, differences just below zero, searches that met the optimum and searches that did not,
 * pairs without a difference.
 */
public final class MadeUpRuns {

    /** Evaluations of each search. */
    public static final int BUDGET = 8;

    private static final int SEEDS = 4;
    private static final String TRAINED = "mnist";

    private MadeUpRuns() {}

    /**
     * A target of which only the best accuracies are known.
     *
     * @param bests of the whole space and of those without the top 10, 20 and 50
     */
    private record MadeUpTarget(String label, Map<Integer, Double> bests) implements ExperimentTarget {

        @Override
        public SearchSpace space(int pruned) {
            return new NasBench201();
        }

        @Override
        public OptionalDouble best(int pruned) {
            return OptionalDouble.of(bests.get(pruned));
        }

        @Override
        public ArchitectureEvaluator evaluator() {
            return new MadeUpEvaluator();
        }

        @Override
        public String measuredBy() {
            return "table";
        }
    }

    /** Two targets whose best accuracies are known. */
    public static List<ExperimentTarget> tables() {
        return List.of(
                new MadeUpTarget("proxy-digits", Map.of(0, 91.1445, 10, 90.5597, 20, 90.3091, 50, 89.8914)),
                new MadeUpTarget("proxy-fashion", Map.of(0, 75.6071, 10, 75.0714, 20, 74.9286, 50, 74.9286)));
    }

    /** The same named as a public table, and a search of it. */
    public static ExperimentRuns onPublicTable(MethodVariant method) {
        ExperimentTarget target = new MadeUpTarget("cifar10", Map.of(0, 94.37));
        return of(List.of(new ExperimentCondition(method, target, 0)));
    }

    /**
     * A target whose best accuracy is unknown.
     *
     * @param folder for some pictures
     */
    public static TrainedTarget trained(Path folder) throws IOException {
        for (String part : List.of("train", "test")) {
            for (int digit = 0; digit < 10; digit++) {
                Path place = Files.createDirectories(
                        folder.resolve("pictures").resolve(part).resolve("" + digit));
                BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
                image.setRGB(digit, 0, 0x102030 * digit);
                for (int number = 0; number < 2; number++) {
                    ImageIO.write(image, "png", place.resolve(number + ".png").toFile());
                }
            }
        }
        TrainingRecipe recipe = new TrainingRecipe(1, 16, 0.1, 0.9, 5e-4, 1, false);
        return TrainedTarget.open(
                ImageDataset.of(TRAINED),
                folder.resolve("pictures"),
                new TrainedTarget.Training(1, 1, recipe),
                folder.resolve("journal"),
                1,
                new VectorEngine());
    }

    /** Four searches of each condition, after {@value #BUDGET} evaluations. */
    public static ExperimentRuns of(List<ExperimentCondition> conditions) {
        List<ConditionRuns> runs = new ArrayList<>();
        for (int number = 0; number < conditions.size(); number++) {
            List<StoredRun> stored = new ArrayList<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                stored.add(new StoredRun(run(conditions.get(number), number, seed), "", 2));
            }
            runs.add(new ConditionRuns(conditions.get(number), stored));
        }
        return new ExperimentRuns(runs, BUDGET);
    }

    private static SearchRun run(ExperimentCondition condition, int number, int seed) {
        SplittableRandom random = new SplittableRandom(31L * number + seed);
        List<Trial> trials = new ArrayList<>();
        double best = 0;
        for (int evaluation = 1; evaluation <= BUDGET; evaluation++) {
            double accuracy = accuracy(condition, number, seed, evaluation, random);
            best = Math.max(best, accuracy);
            trials.add(new Trial(
                    evaluation, Cell.ofIndex(100 * number + evaluation), CandidateSource.RANDOM, accuracy, best));
        }
        return new SearchRun(
                condition.variant().name(),
                condition.target().label(),
                condition.pruned(),
                seed,
                trials,
                0.25 * number);
    }

    private static double accuracy(
            ExperimentCondition condition, int number, int seed, int evaluation, SplittableRandom random) {
        double any = 60 + Math.rint(20_000 * random.nextDouble()) / 1_000;
        double highest = condition.target().best(condition.pruned()).orElse(99);
        if (evaluation != 2 + seed) {
            return Math.min(any, highest - 1);
        }
        return switch (number % 5) {
            case 0 -> highest - 1e-4;
            case 1 -> highest + (seed < 2 ? 0 : -0.75);
            case 2 -> highest + (seed < 3 ? 0 : -0.002);
            case 3 -> condition.pruned() == 0 ? highest : highest + 0.004 * seed;
            default -> any;
        };
    }
}
