package io.github.grabnas.nn.settransformer;

import static io.github.grabnas.nn.autodiff.FiniteDifferences.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

class DatasetEncoderTest {

    private final DatasetEncoder encoder = new DatasetEncoder(6, 8, 2, 5, true);
    private final Parameters parameters = encoder.initialize(3);
    private final DatasetSample three = new DatasetSample(List.of(random(4, 6, 1), random(2, 6, 2), random(5, 6, 3)));
    private final DatasetSample two = new DatasetSample(List.of(random(1, 6, 4), random(3, 6, 5)));

    @ParameterizedTest
    @CsvSource({"true, PRINTED", "false, PRINTED", "true, PUBLISHED_CODE", "false, PUBLISHED_CODE"})
    void weights_and_instances_have_the_gradient_of_finite_differences(boolean normalised, BlockForm form) {
        DatasetEncoder small = new DatasetEncoder(6, 8, 2, 5, normalised, form);
        List<DatasetSample> datasets = List.of(three, two);
        Matrix instances = datasets.stream()
                .flatMap(d -> d.classes().stream())
                .reduce(Matrix::append)
                .orElseThrow();
        FiniteDifferences.check(
                small.initialize(3), instances, (tape, x) -> small.combine(small.prototypes(x, datasets), datasets));
    }

    @Test
    void the_order_of_instances_plays_no_part() {
        DatasetSample mixed = new DatasetSample(List.of(
                three.classes().get(0).selectRows(2, 0, 3, 1),
                three.classes().get(1).selectRows(1, 0),
                three.classes().get(2)));
        assertClose(embed(mixed), embed(three));
    }

    @Test
    void the_order_of_classes_plays_no_part() {
        List<Matrix> c = three.classes();
        assertClose(embed(new DatasetSample(List.of(c.get(2), c.get(0), c.get(1)))), embed(three));
    }

    @Test
    void one_instance_more_changes_the_embedding() {
        DatasetSample more = new DatasetSample(List.of(
                three.classes().get(0).append(random(1, 6, 9)),
                three.classes().get(1),
                three.classes().get(2)));
        assertThat(distance(embed(more), embed(three))).isGreaterThan(1e-4);
    }

    @Test
    void a_dataset_in_a_batch_with_others_of_other_sizes_has_the_embedding_it_has_alone() {
        Matrix both = encoder.embed(parameters, List.of(two, three));
        assertThat(both.row(0)).containsExactly(embed(two));
        assertThat(both.row(1)).containsExactly(embed(three));
    }

    @Test
    void masked_padding_changes_nothing_whatever_it_holds() {
        List<Matrix> padded = three.classes().stream()
                .map(m -> m.append(Matrix.of(1, 6, new double[] {1e9, Double.NaN, -1e9, 0, 0, 7}))
                        .append(random(3, 6, 8)))
                .toList();
        List<boolean[]> present = three.classes().stream()
                .map(m -> {
                    boolean[] mask = new boolean[m.rows() + 4];
                    java.util.Arrays.fill(mask, 0, m.rows(), true);
                    return mask;
                })
                .toList();
        assertThat(embed(DatasetSample.masked(padded, present))).containsExactly(embed(three));
    }

    @Test
    void a_sample_draws_instances_of_the_right_class_without_repetition() {
        int[] labels = IntStream.range(0, 30).map(i -> i % 3).toArray();
        LabelledImages images = new LabelledImages("thirty", 1, 1, 1, List.of("a", "b", "c"), new byte[30], labels);
        float[] numbers = new float[30];
        for (int i = 0; i < 30; i++) {
            numbers[i] = i;
        }
        ImageFeatures features = ImageFeatures.of(30, 1, numbers);
        DatasetSample sample = DatasetSample.draw(images, features, 4, 5);
        for (int c = 0; c < 3; c++) {
            double[] drawn = sample.classes().get(c).toArray();
            assertThat(drawn).hasSize(4).doesNotHaveDuplicates();
            for (double number : drawn) {
                assertThat((int) number % 3).isEqualTo(c);
            }
        }
        assertThat(DatasetSample.draw(images, features, 4, 5)).isEqualTo(sample);
        assertThat(DatasetSample.draw(images, features, 4, 6)).isNotEqualTo(sample);
        assertThat(DatasetSample.draw(images, features, 99, 5).classes().get(0).rows())
                .isEqualTo(10);
    }

    @Test
    void bad_samples_are_named() {
        assertThatThrownBy(() -> new DatasetSample(List.of())).hasMessageContaining("without classes");
        assertThatThrownBy(() -> new DatasetSample(List.of(random(2, 3, 1), random(2, 4, 1))))
                .hasMessageContaining("with 3 features");
        assertThatThrownBy(() -> encoder.embed(parameters, List.of(new DatasetSample(List.of(random(2, 3, 1))))))
                .hasMessageContaining("elements of length 6");
    }

    private double[] embed(DatasetSample sample) {
        return encoder.embed(parameters, List.of(sample)).row(0);
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    private static void assertClose(double[] ours, double[] theirs) {
        assertThat(ours).containsExactly(theirs, within(1e-12));
    }
}
