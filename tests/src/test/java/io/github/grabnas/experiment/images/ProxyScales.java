package io.github.grabnas.experiment.images;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.Reliability;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What each scale of the {@link ProxyRule}'s table buys: seconds a candidate, how far two seeds agree on thirty cells,
 * and how far their mean agrees with the same cells at the larger scale, of two seeds, too. On datasets that are not
 * reported: twenty classes of Tiny-ImageNet, photographed letters, notMNIST. Says beforehand how long each takes; the
 * arguments {@code tiny}, {@code letters}, {@code notmnist} choose.
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.experiment.images.ProxyScales"
 * </pre>
 */
public final class ProxyScales {

    private static final int CELLS = 30;
    private static final int SIDE = 32;

    private final ImageTask task;
    private final ProxyRule rule;
    private final ImageFacts facts;
    private final TrainingSpeed speed = TrainingSpeed.measured(new VectorEngine(), 1, 3, 0.4);
    private final List<Cell> cells;

    private ProxyScales(ImageTask task, boolean mirrored) {
        this.task = task;
        this.facts = new ImageFacts(
                task.training().count(),
                task.test().count(),
                task.test().count(),
                task.training().classNames().size(),
                task.training().channels(),
                SIDE);
        this.rule = new ProxyRule(
                facts,
                SearchBudget.ofEvaluations(1),
                ImageSearchSettings.of(Map.of("mirrored", Boolean.toString(mirrored))),
                speed);
        List<Cell> shuffled = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(shuffled, new Random(77));
        this.cells = shuffled.subList(0, CELLS);
    }

    /** Prints a line for each dataset and scale. */
    public static void main(String[] arguments) throws IOException {
        List<String> names = arguments.length == 0 ? List.of("notmnist", "letters", "tiny") : List.of(arguments);
        for (String name : names) {
            new ProxyScales(task(name), name.equals("tiny")).measure();
        }
    }

    private void measure() {
        TrainingScale larger = rule.plan(() -> 0).larger();
        List<TrainingScale> scales = rule.searchScales();
        double seconds = 2.0
                * CELLS
                * (seconds(larger) + scales.stream().mapToDouble(this::seconds).sum());
        System.out.printf(Locale.ROOT, "%s: about %.0f minutes on one thread%n", task.training(), seconds / 60);
        double[][] truth = train(larger);
        print("larger, " + larger, truth, mean(truth), seconds(larger));
        for (TrainingScale scale : scales) {
            print(scale.toString(), train(scale), mean(truth), seconds(scale));
        }
    }

    private double seconds(TrainingScale scale) {
        return speed.timing(facts.skeleton(scale), scale.recipe().batchSize()).secondsAnImage()
                * (scale.shown() + Math.min(facts.validation(), ProxyRule.MOST_VALIDATION) / 3.0);
    }

    /** Accuracies of all cells, by seed. */
    private double[][] train(TrainingScale scale) {
        LabelledImages training = scale.fitted(task.training(), scale.images());
        CandidateTrainer trainer = new CandidateTrainer(
                new ImageTask(task.name(), training, scale.fitted(task.test(), ProxyRule.MOST_VALIDATION)),
                scale.channels(),
                scale.cells(),
                scale.withImages(training.count()).recipe(),
                1);
        double[][] accuracies = new double[2][CELLS];
        IntStream.range(0, 2 * CELLS)
                .parallel()
                .forEach(i -> accuracies[i % 2][i / 2] =
                        trainer.train(cells.get(i / 2), i % 2).accuracy());
        return accuracies;
    }

    private static double[] mean(double[][] seeds) {
        return IntStream.range(0, CELLS)
                .mapToDouble(i -> (seeds[0][i] + seeds[1][i]) / 2)
                .toArray();
    }

    private static void print(String scale, double[][] seeds, double[] truth, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s a candidate, two seeds %.2f, with the larger scale %.2f%n",
                scale,
                seconds,
                Reliability.of(seeds[0], seeds[1]).spearman(),
                new SpearmansCorrelation().correlation(mean(seeds), truth));
    }

    private static ImageTask task(String name) throws IOException {
        DataFolder data = DataFolder.find();
        return switch (name) {
            case "notmnist" -> {
                Path folder = data.require("images/notmnist");
                yield IdxReader.read(
                                name,
                                folder.resolve("t10k-images-idx3-ubyte.gz"),
                                folder.resolve("t10k-labels-idx1-ubyte.gz"),
                                List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J"))
                        .resized(SIDE, SIDE)
                        .split(500, 1);
            }
            case "letters" ->
                letters(new ClassFolderReader(SIDE).read(data.require("images/street-view-chars74k.zip"), "train"));
            case "tiny" -> {
                LabelledImages all =
                        new ClassFolderReader(SIDE).read(data.require("images/tiny-imagenet200.zip"), "train");
                List<String> names = new ArrayList<>(all.classNames());
                Collections.shuffle(names, new Random(20));
                yield all.classes(names.subList(0, 20)).split(30, 1);
            }
            default -> throw new IllegalArgumentException("'" + name + "': expected tiny, letters or notmnist");
        };
    }

    private static ImageTask letters(LabelledImages all) {
        return all.classes(all.classNames().stream()
                        .filter(c -> !Character.isDigit(c.charAt(c.length() - 1)))
                        .toList())
                .splitShare(0.5, 1);
    }
}
