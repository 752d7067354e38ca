package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class LatentPicturesTest {

    /** Matrix of three numbers that lie on a plane, but for a little noise. */
    private static Matrix flat() {
        SplittableRandom random = new SplittableRandom(1);
        return Matrix.ofRows(IntStream.range(0, 80)
                .mapToObj(i -> {
                    double a = 3 * random.nextGaussian();
                    double b = random.nextGaussian();
                    return new double[] {a + b, a - b, 2 * a + 0.01 * random.nextGaussian()};
                })
                .toArray(double[][]::new));
    }

    @Test
    void a_plane_keeps_the_distances_of_points_that_lie_on_it() {
        Matrix points = flat();
        PrincipalComponents plane = PrincipalComponents.of(points);
        assertThat(plane.share()).isGreaterThan(0.999);
        Matrix flat = plane.project(points);
        for (int i = 1; i < points.rows(); i++) {
            double before = 0;
            double after = 0;
            for (int j = 0; j < 3; j++) {
                before += Math.pow(points.get(i, j) - points.get(0, j), 2);
            }
            for (int j = 0; j < 2; j++) {
                after += Math.pow(flat.get(i, j) - flat.get(0, j), 2);
            }
            assertThat(Math.sqrt(after)).isCloseTo(Math.sqrt(before), within(0.05));
        }
        assertThatThrownBy(() -> PrincipalComponents.of(Matrix.zeros(2, 3))).hasMessageContaining("at least 3 vectors");
    }

    @Test
    void a_map_by_value_has_every_point_in_one_of_eight_shades_and_paths_and_names_upon_it() {
        Matrix points = PrincipalComponents.of(flat()).project(flat());
        double[] values = IntStream.range(0, 80).mapToDouble(i -> i).toArray();
        XYChart map = LatentMap.byValue("map", points, values, "%");
        assertThat(map.getSeriesMap()).hasSize(8);
        assertThat(map.getSeriesMap().values().stream()
                        .mapToInt(s -> s.getXData().length)
                        .sum())
                .isEqualTo(80);
        LatentMap.withNames(LatentMap.withPath(map, "way", points.selectRows(0, 1, 2)), points, Map.of(3, "third"));
        assertThat(map.getSeriesMap()).containsKey("way");
        BufferedImage image = BitmapEncoder.getBufferedImage(map);
        assertThat(image.getWidth()).isEqualTo(900);
    }

    @Test
    void a_colour_bar_to_the_right_of_a_map_has_its_limits_from_below_and_stays_where_it_is() {
        Matrix points = PrincipalComponents.of(flat()).project(flat());
        double[] values = IntStream.range(0, 80).mapToDouble(i -> i).toArray();
        XYChart map = LatentMap.byValue("map", points, values, "%");
        List<ColourBarChart.Shade> shades = ((ColourBarChart) map).shades();
        assertThat(shades).hasSize(8);
        assertThat(shades.get(0).from()).isEqualTo("0.0");
        assertThat(shades.get(7).to()).isEqualTo("79.0 %");
        for (int time = 0; time < 2; time++) {
            BufferedImage image = BitmapEncoder.getBufferedImage(map);
            assertThat(image.getWidth()).isEqualTo(900);
            assertThat(image.getRGB(795, 60)).isEqualTo(shades.get(7).colour().getRGB());
            assertThat(image.getRGB(795, 310)).isEqualTo(shades.get(0).colour().getRGB());
        }
    }

    @Test
    void a_name_stands_where_it_covers_no_other_point() {
        XYChart map = ChartStyle.chart("map", "x", "y");
        ChartStyle.points(map, "right", new double[] {0, 1, 2, 20, -20}, new double[] {0, 0, 0, 10, -10}, Color.BLUE);
        double[] middle = new NamePlacement(map).middle(0, 0, "end");
        assertThat(middle[0]).as("to the left, since points are to the right").isLessThan(-0.5);
        assertThat(middle[1]).isZero();
    }

    @Test
    void shades_of_values_that_hardly_differ_are_told_apart_in_the_legend() {
        Matrix points = PrincipalComponents.of(flat()).project(flat());
        double[] values =
                IntStream.range(0, 80).mapToDouble(i -> 88.2 + i * 1e-5).toArray();
        assertThat(LatentMap.byValue("map", points, values, "%").getSeriesMap()).hasSize(8);
        double[] equal = IntStream.range(0, 80).mapToDouble(i -> 88.2).toArray();
        assertThat(LatentMap.byValue("map", points, equal, "%").getSeriesMap()).containsOnlyKeys("88.2–88.2 %");
    }

    @Test
    void a_map_by_group_has_a_series_for_each() {
        Matrix points = PrincipalComponents.of(flat()).project(flat());
        List<String> groups =
                IntStream.range(0, 80).mapToObj(i -> i % 3 == 0 ? "a" : "b").toList();
        XYChart map = LatentMap.byGroup("map", points, groups);
        assertThat(map.getSeriesMap().get("a").getXData()).hasSize(27);
        assertThatThrownBy(() -> LatentMap.byGroup("map", points, List.of("a"))).hasMessageContaining("1 groups");
    }

    @Test
    void a_matrix_picture_is_orange_above_zero_blue_below_and_white_at_it() {
        BufferedImage picture = MatrixPicture.of("title", Matrix.ofRows(new double[] {2, -2, 0}), List.of(), 10);
        int y = 24 + 5;
        int[] colour = {
            picture.getRGB(8 + 5, y) & 0xffffff,
            picture.getRGB(8 + 15, y) & 0xffffff,
            picture.getRGB(8 + 25, y) & 0xffffff
        };
        assertThat(colour).containsExactly(0xD55E00, 0x0072B2, 0xffffff);
        assertThatThrownBy(() -> MatrixPicture.of("title", Matrix.zeros(2, 2), List.of("one"), 10))
                .hasMessageContaining("1 names");
    }

    @Test
    void a_matrix_picture_has_names_of_columns_above_and_a_colour_bar_below() {
        Matrix matrix = Matrix.ofRows(new double[] {2, -2, 0});
        BufferedImage plain = MatrixPicture.of("title", matrix, List.of(), 10);
        BufferedImage named = MatrixPicture.of("title", matrix, List.of(), List.of("one", "two", "three"), 10);
        assertThat(named.getHeight()).isGreaterThan(plain.getHeight());
        int ofBar = 24 + 10 + 12 + 4;
        assertThat(plain.getRGB(8, ofBar) & 0xffffff).isEqualTo(0x0072B2);
        assertThat(plain.getRGB(8 + 119, ofBar) & 0xffffff).isEqualTo(0xD55E00);
        BufferedImage positive = MatrixPicture.of("title", Matrix.ofRows(new double[] {1, 2}), List.of(), 10);
        assertThat(positive.getRGB(8, ofBar) & 0xffffff).isEqualTo(0xffffff);
        assertThatThrownBy(() -> MatrixPicture.of("title", matrix, List.of(), List.of("one"), 10))
                .hasMessageContaining("1 of columns");
    }

    @Test
    void loss_curves_show_both_losses() {
        XYChart chart = LossCurves.of("curve", Matrix.ofRows(new double[] {25, 1.2, 1.3}, new double[] {50, 1.1, 1.2}));
        assertThat(chart.getSeriesMap().get("held-out tasks").getYData()).containsExactly(1.3, 1.2);
        assertThatThrownBy(() -> LossCurves.of("curve", Matrix.zeros(2, 2))).hasMessageContaining("rows of step");
    }
}
