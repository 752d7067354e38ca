package io.github.grabnas.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.evaluate.training.TinyTask;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.dl4j.CandidateGraph;
import io.github.grabnas.space.Architecture;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

class ImageClassifierTest {

    private static final Architecture CELL = MadeUpClassifiers.ARCHITECTURES.get(0);

    @TempDir
    private Path folder;

    private static ClassifierSettings settings(ImageTask task) {
        ClassifierSettings standard =
                ClassifierSettings.standard(task.training().count());
        return standard.withChannels(4).withRecipe(standard.recipe().withEpochs(5));
    }

    @Test
    void the_network_that_is_kept_has_the_accuracy_that_was_measured_in_training() throws IOException {
        ImageTask digits = ProxyDataset.DIGITS.read(DataFolder.find());
        List<Epoch> heard = new ArrayList<>();
        TrainedClassifier trained = new ClassifierTraining(settings(digits)).train(CELL, digits, heard::add);
        ClassificationQuality quality =
                ClassificationQuality.of(digits.test(), trained.classifier().predict(digits.test()));
        assertThat(quality.accuracy().accuracy())
                .isEqualTo(trained.testAccuracy())
                .isGreaterThan(70);
        assertThat(trained.epochs()).isEqualTo(heard).hasSize(5);
        assertThat(trained.classifier().classNames()).isEqualTo(digits.test().classNames());
    }

    @Test
    void on_nd4j_the_network_is_the_same_up_to_rounding() {
        ImageTask tiny = TinyTask.task();
        ClassifierSettings settings = settings(tiny).withThreads(1);
        Predictions vector = new ClassifierTraining(settings.withEngine(EngineChoice.VECTOR))
                .train(CELL, tiny)
                .classifier()
                .predict(tiny.test());
        Predictions nd4j = new ClassifierTraining(settings.withEngine(EngineChoice.ND4J))
                .train(CELL, tiny)
                .classifier()
                .predict(tiny.test());
        for (int i = 0; i < tiny.test().count(); i++) {
            assertThat(nd4j.probability(i, 0)).isCloseTo(vector.probability(i, 0), within(1e-2));
        }
    }

    @Test
    void a_training_that_diverges_gives_no_network_and_says_what_to_do() {
        ImageTask tiny = TinyTask.task();
        ClassifierSettings reckless =
                settings(tiny).withRecipe(TrainingRecipe.proxy(32, 320, false).withLearningRate(1e30));
        assertThatThrownBy(() -> new ClassifierTraining(reckless).train(CELL, tiny))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("at a learning rate of 1.0E30; choose another seed");
    }

    @Test
    void an_interrupt_ends_the_training() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new ClassifierTraining(settings(TinyTask.task())).train(CELL, TinyTask.task()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void the_length_of_an_epoch_is_measured() throws IOException {
        ImageTask digits = ProxyDataset.DIGITS.read(DataFolder.find());
        ClassifierSettings oneThread = settings(digits).withThreads(1);
        double small = new ClassifierTraining(oneThread.withChannels(2)).secondsAnEpoch(CELL, digits);
        // Some 500 times the arithmetic: the order holds on a busy machine too.
        double large = new ClassifierTraining(oneThread.withChannels(64)).secondsAnEpoch(CELL, digits);
        assertThat(small).isPositive().isLessThan(large);
    }

    @Test
    void deeplearning4j_restores_the_network_its_normalisation_and_its_classes() throws IOException {
        for (Architecture architecture : MadeUpClassifiers.ARCHITECTURES) {
            ImageClassifier classifier = MadeUpClassifiers.of(architecture, 3, 12, 1);
            LabelledImages images = MadeUpClassifiers.noise(20, 3, 12);
            File file = folder.resolve("model.zip").toFile();
            Deeplearning4jModel.write(classifier, file.toPath());
            var read = ModelSerializer.restoreComputationGraphAndNormalizer(file, false);
            INDArray pixels = pixels(images);
            ((NormalizerStandardize) read.getSecond()).transform(pixels);
            INDArray theirs = read.getFirst().outputSingle(pixels);
            Predictions ours = classifier.predict(images);
            for (int i = 0; i < images.count(); i++) {
                for (int k = 0; k < 3; k++) {
                    assertThat((double) theirs.getFloat(i, k)).isCloseTo(ours.probability(i, k), within(1e-4));
                }
            }
            List<String> classes = ModelSerializer.getObjectFromFile(file, "classNames");
            assertThat(classes).isEqualTo(classifier.classNames());
        }
    }

    @Test
    void deeplearning4j_trains_the_restored_network_further_without_losing_it() throws IOException {
        ImageClassifier classifier = MadeUpClassifiers.of(MadeUpClassifiers.ARCHITECTURES.get(2), 3, 12, 1);
        File file = folder.resolve("model.zip").toFile();
        Deeplearning4jModel.write(classifier, file.toPath());
        ComputationGraph network = ModelSerializer.restoreComputationGraph(file, false);
        INDArray before = network.params().dup();
        LabelledImages images = MadeUpClassifiers.noise(20, 3, 12);
        network.fit(CandidateGraph.batch(
                images, IntStream.range(0, 20).toArray(), classifier.pixels(), classifier.skeleton()));
        double moved = network.params().sub(before).amaxNumber().doubleValue();
        assertThat(moved).isPositive().isLessThan(1);
    }

    @Test
    void weights_of_another_architecture_are_refused() {
        ImageClassifier one = MadeUpClassifiers.of(MadeUpClassifiers.ARCHITECTURES.get(0), 3, 12, 1);
        ImageClassifier other = MadeUpClassifiers.of(MadeUpClassifiers.ARCHITECTURES.get(2), 3, 12, 1);
        ImageClassifier mixed = new ImageClassifier(
                one.architecture(),
                one.skeleton(),
                other.weights(),
                one.mean(),
                one.standardDeviation(),
                one.classNames());
        LabelledImages images = MadeUpClassifiers.noise(3, 3, 12);
        assertThatThrownBy(() -> mixed.predict(images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is another architecture");
        assertThatThrownBy(() -> Deeplearning4jModel.write(mixed, folder.resolve("model.zip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the network has others");
        assertThatThrownBy(() -> one.weights().get("nothing")).hasMessageContaining("no weights 'nothing'");
        assertThat(folder.resolve("model.zip")).doesNotExist();
    }

    private static INDArray pixels(LabelledImages images) {
        byte[] bytes = images.pixels();
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = bytes[i] & 0xff;
        }
        return Nd4j.createFromArray(numbers)
                .reshape(images.count(), images.channels(), images.height(), images.width());
    }
}
