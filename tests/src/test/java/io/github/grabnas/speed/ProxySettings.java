package io.github.grabnas.speed;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingRecipe;
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
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The settings that were compared for the proxy scale, on datasets that are not reported: what a candidate costs, two
 * at a time, how far two seeds agree, and how far their mean agrees with NAS-Bench-201's column for ImageNet16-120.
 * Needs the public data; all settings take half an hour, the arguments {@code notmnist}, {@code tiny} or {@code all} a
 * part:
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.speed.ProxySettings"
 * </pre>
 */
public final class ProxySettings {

    /** A setting; photographs are mirrored, and those of twenty classes shifted by {@code padding}. */
    private record Setting(
            String images,
            int perClass,
            int size,
            int blocks,
            int epochs,
            int batch,
            double rate,
            int padding,
            int candidates) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("tiny", 30, 8, 3, 50, 64, 0.2, 1, 60),
            new Setting("tiny", 30, 8, 3, 50, 32, 0.1, 1, 60),
            new Setting("tiny", 30, 16, 3, 20, 64, 0.2, 2, 60),
            new Setting("tiny", 30, 16, 3, 20, 32, 0.1, 2, 60),
            new Setting("tiny", 30, 12, 3, 30, 64, 0.2, 1, 60),
            new Setting("tiny", 30, 16, 3, 40, 32, 0.1, 2, 60),
            new Setting("notmnist", 500, 8, 3, 6, 64, 0.2, 0, 60),
            new Setting("notmnist", 250, 8, 3, 12, 64, 0.2, 0, 60),
            new Setting("notmnist", 500, 8, 5, 4, 64, 0.2, 0, 60),
            new Setting("notmnist", 700, 8, 2, 7, 64, 0.2, 0, 60),
            new Setting("notmnist", 500, 8, 3, 6, 32, 0.1, 0, 60),
            new Setting("notmnist", 250, 12, 3, 6, 64, 0.2, 0, 60),
            new Setting("notmnist", 500, 8, 2, 6, 64, 0.1, 0, 80),
            new Setting("notmnist", 500, 8, 2, 6, 32, 0.1, 0, 80),
            new Setting("notmnist", 250, 12, 2, 6, 32, 0.1, 0, 80),
            new Setting("notmnist", 250, 12, 3, 6, 32, 0.1, 0, 80),
            new Setting("notmnist", 500, 8, 2, 6, 32, 0.2, 0, 80),
            new Setting("all", 30, 8, 3, 5, 64, 0.2, 0, 40),
            new Setting("all", 30, 16, 3, 3, 64, 0.2, 0, 40),
            new Setting("all", 30, 8, 3, 10, 64, 0.2, 0, 40),
            new Setting("all", 30, 8, 2, 6, 32, 0.1, 0, 60));

    private ProxySettings() {}

    /** Prints a line for each setting. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkTable table = BenchmarkTable.find(Target.IMAGENET16_120, DataFolder.find());
        for (Setting setting : SETTINGS) {
            if (arguments.length == 0 || List.of(arguments).contains(setting.images)) {
                measure(setting, table);
            }
        }
    }

    private static void measure(Setting setting, BenchmarkTable table) throws IOException {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(77));
        List<Cell> chosen = cells.subList(0, setting.candidates);
        boolean photographs = !setting.images.equals("notmnist");
        CandidateTrainer trainer = new CandidateTrainer(
                task(setting),
                4,
                setting.blocks,
                new TrainingRecipe(
                        setting.epochs, setting.batch, setting.rate, 0.9, 5e-4, setting.padding, photographs),
                1);
        long begin = System.nanoTime();
        double[] accuracies = IntStream.range(0, 2 * chosen.size())
                .parallel()
                .mapToDouble(i -> trainer.train(chosen.get(i / 2), i % 2).accuracy())
                .toArray();
        double seconds = (System.nanoTime() - begin) / 1e9 / accuracies.length;
        double[] first = new double[chosen.size()];
        double[] second = new double[chosen.size()];
        double[] mean = new double[chosen.size()];
        for (int i = 0; i < mean.length; i++) {
            first[i] = accuracies[2 * i];
            second[i] = accuracies[2 * i + 1];
            mean[i] = (first[i] + second[i]) / 2;
        }
        double[] published = chosen.stream()
                .mapToDouble(cell -> table.accuracy(cell, Target.IMAGENET16_120))
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s a candidate, two seeds %.2f, with ImageNet16-120 %.2f%n",
                setting,
                seconds,
                Reliability.of(first, second).spearman(),
                new SpearmansCorrelation().correlation(mean, published));
    }

    private static ImageTask task(Setting setting) throws IOException {
        DataFolder data = DataFolder.find();
        if (setting.images.equals("notmnist")) {
            Path folder = data.require("images/notmnist");
            ImageTask split = IdxReader.read(
                            "notmnist",
                            folder.resolve("t10k-images-idx3-ubyte.gz"),
                            folder.resolve("t10k-labels-idx1-ubyte.gz"),
                            List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J"))
                    .resized(setting.size, setting.size)
                    .split(700, 1);
            return new ImageTask("notmnist", split.training().atMost(setting.perClass, 2), split.test());
        }
        LabelledImages all =
                new ClassFolderReader(setting.size).read(data.require("images/tiny-imagenet200.zip"), "train");
        List<String> names = new ArrayList<>(all.classNames());
        Collections.shuffle(names, new Random(20));
        LabelledImages chosen = setting.images.equals("tiny") ? all.classes(names.subList(0, 20)) : all;
        return chosen.split(setting.perClass, 1);
    }
}
